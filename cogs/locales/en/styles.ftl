# Styles that are chosen by name: people's own, their server's, and the house's.

# What is offered while a person types a style's name.
styles-choice-mine = ⭐ { $name } · yours
styles-choice-guild = 🏘️ { $name } · this server
styles-choice-house = 🦎 { $name } · house style

error-style-name-empty = A style needs a name.
    .hint = Give it 1 to 32 letters or digits.
error-style-name-long = That name is longer than { $limit } characters.
    .hint = Please choose a shorter one.
error-style-name-characters = A style's name can hold letters, digits, emoji, spaces and - ' . , ! ? & + only.
    .hint = It begins with a letter, a digit or an emoji.
error-style-name-taken = There is a style called “{ $name }” already.
    .hint = Choose another name, or remove that one first with /style remove.
error-style-picture-taken = That picture is saved already: it is called “{ $name }”.
error-style-full-mine = { $limit ->
        [0] Styles cannot be saved here.
        [1] You have a saved style, and there is no room for more.
       *[other] You have { $limit } saved styles, and there is no room for more.
    }
    .hint = Make room with /style remove.
error-style-full-server = { $limit ->
        [0] Styles cannot be saved for servers.
        [1] This server has a saved style, and there is no room for more.
       *[other] This server has { $limit } saved styles, and there is no room for more.
    }
    .hint = Make room with /style remove.
error-style-not-found = There is no style called “{ $name }” here.
    .hint = /style list shows all styles.
error-style-not-found-but = There is no style called “{ $name }” here.
    .hint = Did you mean “{ $other }”?
error-style-house = The house styles stay: everyone may use them.
error-style-not-yours = “{ $name }” was saved by someone else.
    .hint = Only they and the moderators of this server can remove it.
error-style-one-picture = A style is made from one picture.
    .hint = Give me either an image, or one of my finished pictures.
error-style-no-server = There is no server here that could have styles.
    .hint = Save it for yourself, or use me in a server that has me.
error-style-may-not-save = { $who ->
        [moderators] Only moderators save styles for this server.
       *[roles] Only people with certain roles save styles for this server.
    }
    .hint = You can still save it for yourself.
error-style-only-for-adults = Everyone in a server sees its styles, so I take none from what is age-restricted or hidden as a spoiler.
    .hint = You can still save it for yourself.

# /style
styles-description = Save pictures as styles, and look through the styles
styles-save-description = Save a picture as a style that can be chosen by its name
styles-save-name = What to call it
styles-save-image = The picture: a painting, for example
styles-save-picture = Or a picture that I have painted, by its id
styles-save-for = Who can use it (only you, if you leave this out)
styles-for-mine = Only me
styles-for-guild = Everyone in this server
styles-list-description = See the styles that you can choose
styles-list-which = Which ones (all, if you leave this out)
styles-which-all = All
styles-which-house = The house styles, painted by me
styles-info-description = See a style in full size, and where it comes from
styles-preview-description = See a photo in every style that is painted instantly, on one sheet
styles-preview-photo = The photo
styles-info-style = Its name
styles-remove-description = Remove a style of yours, or as a moderator one of the server's
styles-remove-style = Its name

styles-saved-mine = ⭐  Saved for you: **{ $name }**
styles-saved-guild = 🏘️  { $saver } saved a style for this server: **{ $name }**
styles-use = Use it with /stylize: choose “{ $name }” as **saved**.
styles-removed-mine = 🗑️  I removed your style **{ $name }**. Pictures that were painted with it stay.
styles-removed-guild = 🗑️  I removed the style **{ $name }** from this server. Pictures that were painted with it stay.
styles-alt = The style “{ $name }”
styles-sheet-alt = Styles by number: { $names }
styles-painted-sheet-alt = The photo in styles by number: { $names }

# Lines about a style. $saver is a mention that does not ping, $when counts up in each reader's language.
styles-by-mine = yours, saved { $when }
styles-by-guild = saved by { $saver } { $when }
styles-by-house = house style
styles-uses = { $uses ->
        [1] used once
       *[other] used { $uses } times
    }

# How far a style has been learned; $when is “in 5 minutes” or “at about 14:05”.
styles-stage-learned = ⚡ instant
styles-stage-learning = learning, ready { $when }
styles-stage-waiting = waiting to be learned
styles-card-learned = ⚡  I have learned this style: pictures in it are there at once.
styles-card-learning = I am learning this style and will be done { $when } if nobody wants a picture meanwhile. Then pictures in it are there at once.
styles-card-waiting = I learn this style when I have nothing to paint. Then pictures in it are there at once.
styles-meant-info = Show { $name }
styles-meant-remove = Remove { $name }
styles-tell-me = Tell me
styles-tell-learned = I have learned **{ $name }** already. Pictures in it are there at once.
styles-tell-learning = I write to you as soon as I have learned **{ $name }**.
styles-tell-waiting = { styles-tell-learning }
styles-tell-left = I am not going to learn **{ $name }**, but I can paint with it.
styles-learned-notice = ⚡  I have learned **{ $name }**: from now on, pictures in this style are there at once.

styles-list-all = ### { $count ->
        [1] One style to choose from
       *[other] { $count } styles to choose from
    }
styles-list-mine = { $count ->
        [0] ### You have no styles yet
            Save one with /style save.
        [1] ### Your style
       *[other] ### Your { $count } styles
    }
styles-list-guild = { $count ->
        [0] ### This server has no styles yet
            Save one with /style save, for everyone in this server.
        [1] ### This server's style
       *[other] ### This server's { $count } styles
    }
styles-list-house = ### { $count } house styles, painted by me
styles-previous = Back
styles-next = More
styles-page = page { $page } of { $pages }
styles-how = Or choose one with /stylize as **saved**; see it in full size with /style info.
styles-paint-with = Paint with this

# What the house styles are called.
styles-house-night-wind = Oil
styles-house-stained-glass = Stained glass
styles-house-waves = Woodblock
styles-house-garden = Watercolour
styles-house-comic = Comic
styles-house-mosaic = Mosaic
styles-house-ink-wash = Ink wash
styles-house-marbling = Marbling
styles-house-pointillism = Pointillism
styles-house-cubism = Cubism
styles-house-neon = Neon
styles-house-linocut = Linocut

# /style export and /style import
styles-export-description = Get saved styles, with what has learned them, in one file
styles-export-for = Whose styles (yours, if you leave this out)
styles-import-description = Save all styles of a file that /style export made
styles-import-pack = The file, styles.zip for example
styles-exported = 📦  { $count ->
        [one] One style. /style import takes this file, in any place that has me.
       *[other] { $count } styles. /style import takes this file, in any place that has me.
    }{ $kept ->
        [0] { "" }
        [one] { " " }One more stays here: who saved it lets nobody use their pictures.
       *[other] { " " }{ $kept } more stay here: who saved them lets nobody use their pictures.
    }
styles-imported = 📦  { $count ->
        [0] No style was saved.
        [one] Saved one style{ $learned ->
            [0] .
           *[other] , already learned.
        }
       *[other] Saved { $count } styles, { $learned } of them already learned.
    }
styles-not-imported = -# { $name }: { $reason }
styles-not-imported-more = -# And { $count } more were not saved.
error-pack-damaged = This is no style pack, or it is damaged.
    .hint = Style packs come from /style export or “nst pack”.
error-pack-too-large = The style pack is too large.
    .hint = It may have { $megabytes } MB at most.
error-pack-too-large-here = These styles make a file that is larger than { $megabytes } MB, and Discord takes no larger one here.
    .hint = Remove some, or ask in a server with higher limits.
error-pack-version = This version of me does not know this style pack.
    .hint = Export it again.
error-pack-twice = Two styles of the pack have the same name.
error-pack-names = A style of the pack has no usable name.
error-pack-count = There are no styles to export, or more than { $limit }.
    .hint = Save one with /style save.
error-pack-picture-large = The picture of “{ $name }” is too large for a style pack.
error-pack-other-picture = The network of “{ $name }” has learned another picture.
