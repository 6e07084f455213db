# Asking for a picture and getting it.

stylize-description = Paint one picture in the style of another
stylize-option-content = The picture to repaint: a photo, for example
stylize-option-style = The picture whose style to borrow: a painting, for example
stylize-option-more-style = One more picture whose style is mixed in
stylize-option-weights = Weights of the style pictures, such as 2, 1; normally all alike
stylize-option-area = What to paint: everything, or only the subject or the background of the photo
stylize-option-mask = A picture of the photo's shape: it is painted where this is white
stylize-option-advanced = Ask me for layers, losses, start, optimiser and steps first
stylize-option-strength = How much of the style: 0 keeps the photo, at 100 the painting dominates (normally 50)
stylize-option-recipe = How much work goes into it: draft is quick, fine is slow
stylize-option-size = Long side of the result in pixels
stylize-option-seed = The same seed and pictures give the same result
stylize-option-saved = A style by its name: yours, this server's, or one of mine
stylize-option-colours = Whose colours the result has; normally the painting's
stylize-option-strokes = Size of the strokes: 0.25 is fine, 4 is coarse (normally 1)
stylize-option-recipe-string = A recipe from a picture's Details; it begins with CH1
stylize-option-private = Only you see the result
stylize-option-spoiler = Hide the result until it is clicked; hidden pictures give hidden ones anyway

# 100 characters at most, as all choices.
stylize-choice-painting = The painting's colours
stylize-choice-photo = The photo's colours, exactly: only light and dark are painted
stylize-choice-matched = The photo's colours, in the painting's manner
stylize-choice-free = No control of colours, as in the publications

stylize-area-everywhere = Everything
stylize-area-subject = Only the subject
stylize-area-background = Only the background
stylize-texture-description = Make a texture of a style alone, without a photo
stylize-reconstruct-description = See a picture as one layer of the network remembers it
stylize-reconstruct-content = The picture to look at
stylize-reconstruct-depth = How deep to look: deeper layers remember what is there, and forget what it looks like
stylize-layers-description = A sheet with one picture for each depth of the network
stylize-layers-of = What to show
stylize-layers-picture = The picture to look at
stylize-layers-saved = Or a style by its name: yours, this server's, or one of mine
stylize-sheet-texture = Textures: what each depth knows of the style
stylize-sheet-reconstruction = Reconstructions: what each depth remembers of the picture
stylize-depth-1 = Shallow: relu1_1, nearly every pixel
stylize-depth-2 = relu2_1
stylize-depth-3 = relu3_1
stylize-depth-4 = relu4_1, as in /stylize
stylize-depth-5 = Deep: relu5_1, only the rough content

stylize-show-description = Show a picture again that I painted for you
stylize-show-option-id = The picture's id, from its file name; your newest one if you leave this out
stylize-show-option-here = For everyone here to see; otherwise only you see it

stylize-history-description = The pictures that I painted for you
stylize-history-title = ### { $count ->
        [one] Your picture
       *[other] Your { $count } pictures
    }
stylize-history-empty = I have not painted anything for you yet. Try /stylize with a photo and a painting.
stylize-history-open = Open one of these
stylize-history-all-styles = All styles
stylize-history-newer = Newer
stylize-history-older = Older
stylize-history-page = page { $page } of { $pages }

# Buttons.
stylize-again = Again
stylize-proper = Paint it properly
stylize-keep = Keep this one
stylize-followed = I am painting it properly, too. That picture will replace this one here.
stylize-vary = Variation
stylize-explore = Explore
stylize-showall = Show me all
stylize-develop1 = 1
stylize-develop2 = 2
stylize-develop3 = 3
stylize-develop4 = 4
stylize-tune = Tune
stylize-mix = Mix in…
stylize-advanced = Advanced
stylize-bigger = Bigger
stylize-use = Use again
stylize-compare = Compare
stylize-before = Before
stylize-after = After
stylize-details = Details
stylize-recipe = Recipe…
stylize-original = Original
stylize-cancel = Cancel
stylize-delete = Delete

stylize-compare-before = Before
stylize-compare-after = After
stylize-use-title = Paint another photo
stylize-use-photo = Photo
stylize-use-like = Painted like { $title }
stylize-delete-title = Delete this picture?
stylize-delete-question = Others can see it here. The picture and its message are deleted for everyone, for good.

# The form behind Tune. Names of fields have 45 characters at most, their help 100.
stylize-mix-title = Mix in one more style
stylize-mix-upload-help = A painting, for example; leave it empty if you chose a name above
stylize-mix-share = How much of it
stylize-mix-25 = A quarter
stylize-mix-50 = Half
stylize-mix-75 = Three quarters

stylize-advanced-title = Advanced
stylize-advanced-content = Content layers
stylize-advanced-style = Style layers
stylize-advanced-layers-help = With weights, such as relu4_1 or relu3_1=0.5, relu4_1=2
stylize-advanced-loss = Style loss
stylize-advanced-way = Start, and optimiser
stylize-advanced-steps = Steps / total variation
stylize-advanced-steps-help = At most { $limit } steps; the total variation smooths, such as 160 / 0.02
stylize-loss-gram = Gram matrices (Gatys et al.)
stylize-loss-cosine = Gram matrices of unit features (peluche)
stylize-loss-moments = Mean and covariance
stylize-loss-wasserstein = Wasserstein distance of Gaussians
stylize-init-content = From the photo
stylize-init-matched = From the photo in the painting's colours
stylize-init-noise = From noise
stylize-init-style = From the painting
stylize-tune-title = Change something
stylize-form-strength = Strength
stylize-form-strength-help = From 0, which keeps the photo, to 100, which gives it over to the painting
stylize-form-strokes = Size of the strokes
stylize-form-strokes-help = From 0.25, fine, to 4, coarse; 1 is as in the painting
stylize-form-colours = Colours
stylize-tune-recipe = Recipe
stylize-tune-size = Size
stylize-tune-size-help = Long side in pixels; never larger than the photo
stylize-recipe-title = Paint after a recipe
stylize-recipe-line = Recipe
stylize-recipe-line-help = This is the picture's own; paste another in its place, it begins with CH1
stylize-recipe-seed = Another seed
stylize-recipe-seed-help = A whole number, such as 42; leave it empty to keep the recipe's

# The card behind Details.
stylize-details-title = ### How this picture was made
    -# picture `{ $id }`
stylize-details-recipe-name = recipe: **{ $recipe }**
stylize-details-size = size: **{ $width } × { $height }**
stylize-details-strength = strength: **{ $strength }**
stylize-details-strokes = strokes: **×{ $scale }**
stylize-details-colours = colours: **{ $colours }**
stylize-details-start = method: **{ $optimizer }**, style compared by **{ $loss }**
stylize-details-layers = layers: content **{ $content }**, style **{ $style }**
stylize-details-instant = method: **a network that has learned the style**, in one pass; the losses were measured at 256 pixels
stylize-details-parent = made from: `{ $id }`
stylize-details-recipe = **Recipe.** With the same pictures it gives the same result: for `recipe_string` in /stylize, or below.
stylize-plot-jumps = Where the curves jump, the painting goes on at a larger size.
stylize-plot-title = Losses of { $id }
stylize-plot-steps = step
stylize-plot-loss = loss
stylize-plot-style = style
stylize-plot-content = content
stylize-plot-alt = The losses by layer over the steps of the painting. { $title }

# The forms behind the right-click menu. Names of fields have 45 characters at most, their help 100.
stylize-menu-title = Stylize
stylize-with-title = Paint with { $name }
stylize-with-photo = The photo to paint
stylize-menu-saved = Style, by its name
stylize-menu-saved-help = Up to three; they are mixed, with pictures below, too
stylize-menu-upload = Or a picture as style
stylize-menu-upload-help = A painting, for example. Leave both empty to choose from pictures.
stylize-menu-style-title = Use as style
stylize-menu-style = Which picture is the style
stylize-menu-photo = A photo to paint in this style
stylize-menu-photo-help = Or a link to one, below; or neither, if you only want to keep the style
stylize-menu-link = Or a link to a photo
stylize-menu-link-help = Of a picture on Discord: right-click it and choose “Copy Link”
stylize-menu-name = Keep the style as
stylize-menu-name-help = A name for it; leave it empty to use it only once
stylize-menu-shelf = Keep it for
stylize-menu-for-me = Myself
stylize-menu-for-server = Everyone in this server
stylize-style-kept = 🖌️  Kept as “{ $name }”. You can choose it by that name from now on.

# Answers to messages.
stylize-looking = 👀  Let me look at your pictures…
stylize-choose-picture = **Which of these should I paint?**
stylize-choose-picture-hint = Choose a picture
stylize-choose-style = **In which style?** Choose one by its number, or upload a picture.
stylize-choose-style-hint = Choose a style
stylize-all-title = **{ $photo }** in { $count } styles that are painted at once. Choose one by its number to paint it in full.
stylize-all-hint = Paint it in…
stylize-choose-use = Use { $name }
stylize-choose-upload = Upload a picture
stylize-choose-upload-title = A picture as style
stylize-choose-upload-field = A painting, for example
stylize-clip-question = **This picture moves.** The first frame, or all of it?
stylize-clip-first = The first frame
stylize-clip-all = All of it

# The title of a picture: “fox.png in **Stained glass** for @mia · strength 50”.
stylize-title-transfer = { $photo } in { $style }
stylize-title-transfer-sheet = { $photo } in { $style }, four drafts
stylize-title-texture = Texture in { $style }
stylize-title-reconstruction = { $photo } as { $layer } remembers it
stylize-title-texture-sheet = { $style } by depth of the network
stylize-title-reconstruction-sheet = { $photo } by depth of the network
stylize-title-photo = Photo
stylize-title-style = the style of another picture
stylize-title-for = { $title } for { $owner }
stylize-title-strength = strength { $strength }
stylize-title-instant = instant
stylize-title-frames = { $frames } frames
stylize-title-everywhere = everything painted
stylize-title-subject = only the subject
stylize-title-background = only the background
stylize-title-mask = with a mask
stylize-title-seed = seed { $seed }

stylize-accepted = 🎨  Got it! Mixing the paint…
stylize-queued = 🕓  In line: { $ahead } before you.
stylize-queued-until = { stylize-queued } Starts { $when }.
stylize-progress = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# step { $step } of { $steps } · style loss { $style } · content { $content }
stylize-progress-until = { stylize-progress } · ready { $when }
stylize-progress-frames = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# frame { $step } of { $steps }
stylize-progress-frames-until = { stylize-progress-frames } · ready { $when }
stylize-resumed = ⏸️  I am restarting. Your picture keeps its place, and I paint it as soon as I am back.
stylize-cancelled = ⏹️  Stopped.
stylize-failed = That did not work.
stylize-lost = I painted your picture, but its file got lost on my side, sorry. Press Again and I paint it once more.
stylize-outlived = 🎨  This takes longer than Discord lets me change this message. Your picture comes as a new one.
stylize-finished-elsewhere = ✅  This one is finished: its result is in another message.
# $first and $last are losses, of the style; $content is what is left of the content's.
stylize-losses-transfer = style { $first } → { $last }, content { $content }, { $seconds } s
stylize-losses-texture = style { $first } → { $last }, { $seconds } s
stylize-losses-reconstruction = content { $first } → { $last }, { $seconds } s
stylize-losses-drafts = { $drafts } · { $seconds } s
stylize-losses-clip = { $frames } frames · { $seconds } s
stylize-draft = { $number }: strength { $strength }, strokes ×{ $scale }
stylize-run = { $steps } steps · { $encoder } · seed { $seed }

# What is different from the picture before.
stylize-change-recipe = recipe { $before } → { $after }
stylize-change-strength = strength { $before } → { $after }
stylize-change-size = { $before } → { $after } px
stylize-change-colours = colours: { $after }
stylize-change-area = { $after }
stylize-change-style-scale = strokes ×{ $before } → ×{ $after }

# Whose colours a picture has.
stylize-colours-painting = the painting's
stylize-colours-photo = the photo's, exactly
stylize-colours-matched = the photo's
stylize-colours-free = not controlled

stylize-preview-alt = The picture as it is now, still being painted
# In the small print, when there was not enough memory for the size that was asked for.
stylize-note-memory = There was not enough memory for { $wished } px, so this is { $size } px.
stylize-note-clip-size = To fit here, it has { $width } × { $height } instead of { $full_width } × { $full_height } pixels.
stylize-note-clip-frames = To fit here, it has { $frames } of its { $all } frames.
stylize-late = 🎨  { $owner }, your picture is ready. It came too late for my first answer.
stylize-late-failed = { $owner }, about the picture that you asked for a while ago:
stylize-direct = 🎨  Your picture is ready. I could not post it where you asked for it.
stylize-direct-failed = About the picture that you asked for; I could not answer there:
stylize-ready = 🔔 { $owner }, [your picture]({ $link }) is ready.
stylize-ready-failed = 🔔 { $owner }, [your picture]({ $link }) could not be painted.
stylize-ready-direct = 🔔 [Your picture]({ $link }) is ready.
stylize-ready-failed-direct = 🔔 [Your picture]({ $link }) could not be painted.
stylize-ready-private = 🔔 Your private picture is ready. `/show` shows it to you here.
stylize-ready-failed-private = 🔔 Your private picture could not be painted.

# /notify and the button below a picture that is being painted.
stylize-notify-description = Choose whether I tell you when your picture is ready
stylize-notify-title = ### Tell me when it is ready
stylize-notify-open = Tell me
stylize-notify-never = Never
stylize-notify-long = After a minute
stylize-notify-always = Always
stylize-notify-mention = With a mention
stylize-notify-direct = By direct message
stylize-notify-holds-never = I tell you nothing: the picture just appears.
stylize-notify-holds-long-mention = When a picture took longer than a minute, I mention you in a new message where you asked for it.
stylize-notify-holds-long-direct = When a picture took longer than a minute, I write you a direct message.
stylize-notify-holds-always-mention = I mention you in a new message where you asked for a picture, each time one is ready.
stylize-notify-holds-always-direct = I write you a direct message each time a picture is ready.
stylize-notify-note = Of private pictures, and where I cannot post, I tell you by direct message only. This applies to your pictures everywhere.

error-nothing-yet = I have not painted anything for you yet.
    .hint = Try /stylize with a photo and a painting.
error-not-yours = That picture was painted for someone else.
    .hint = Only the person who asked for it can show it again.
error-no-picture = There is no finished picture under that id.
    .hint = The id is in the file's name: chameleon-<id>.png.
error-gone = That picture is not here any more.
    .hint = Make a new one with /stylize.
error-too-many = { $limit ->
        [1] You already have a picture on the way.
       *[other] You already have { $limit } pictures on the way.
    }
    .hint = Wait for one to finish, or cancel one.
error-may-not-cancel = Only the person who asked for this picture and moderators can cancel it.
error-may-not-delete = Only the person who asked for this picture and moderators can delete it.
error-too-large-size = I paint pictures up to { NUMBER($limit, useGrouping: 0) } pixels here.
# $role is content, style or mask, here and below.
error-too-large-file = The { $role } picture is larger than { $megabytes } MB.
    .hint = Save it smaller, or as a JPEG, and try again.
error-not-handed-over = Discord did not give me the { $role } picture.
    .hint = Please try again; if it happens again, save the picture and upload it again.
# $problem is a whole text, about an image.
error-bad-picture = { $role ->
        [content] Content picture: { $problem }
        [mask] Mask: { $problem }
       *[style] Style picture: { $problem }
    }
error-original-too-large = The original has { NUMBER($megabytes, maximumFractionDigits: 1) } MB, and I may send { NUMBER($limit, maximumFractionDigits: 1) } MB here.
    .hint = What you see is the best that fits. A server with boosts, or a smaller size, has room for more.
error-largest-already = This is the largest that I can paint it.
    .hint = It is as large as the picture that it was made from, or as large as pictures may be here.
error-unclear-strength = I do not understand that strength.
    .hint = Write a number from 0 to 100, such as 50.
error-unclear-strokes = I do not understand that size of the strokes.
    .hint = Write a number from 0.25 to 4, such as 1.5; 1 is normal.
error-unclear-size = I do not understand that size.
    .hint = Write the long side in pixels, such as 512.
error-unclear-seed = I do not understand that seed.
    .hint = Write a whole number, such as 42.
error-draft-gone = That form has expired, or is someone else's.
    .hint = Please begin again.
error-mask-shape = The mask has another shape than the photo, which has { $width } × { $height } pixels.
    .hint = Make the mask from the photo, without cropping it.
error-recipe-pictures = That recipe mixes in pictures that I cannot find among yours.
    .hint = Add them with style_2, style_3 or mask.
error-recipe-other-styles = That recipe is for { $count } styles.
    .hint = Give me so many, with style_2 and style_3, or take a recipe without a mixture.
error-no-style-to-mix = That picture has no style to mix with another.
    .hint = Use /stylize with your photo instead.
error-unclear-steps = I do not understand these steps.
    .hint = Write a number from 1 to { $limit }, or with the total variation: 160 / 0.02.
error-too-many-styles = I mix at most { $limit } styles.
error-style-twice = The same style is in that mixture twice.
    .hint = Give it a weight instead: mosaic 2, comic 1.
error-weight-range = A weight is above 0 and at most { $limit }.
    .hint = Write “mosaic 2, comic 1”, for example.
error-unclear-weights = I do not understand these weights.
    .hint = Write a number for each picture, { $count } in all, such as 2, 1.
error-recipe-version = This recipe was written by another version of me.
    .hint = Ask for one that was made here, or set the options by hand.
error-recipe-unreadable = I cannot read that recipe.
    .hint = Copy the whole line from a picture's Details, from CH1 to its last letter.
error-no-style = There is no style yet.
    .hint = Add a picture as style, or choose one by its name with saved.
error-preview-running = I am painting another preview for you.
    .hint = Wait until it is there, then ask again.
error-preview-not-now = I cannot paint previews at the moment.
    .hint = Try again in a few minutes.
error-style-not-learned = I have not learned that style yet, so I cannot paint it instantly.
    .hint = Choose another recipe, or one of the house styles.
error-two-styles = There are two styles, one as a picture and one by its name.
    .hint = Please give me one of them.
error-only-for-adults = That picture was painted where only adults see it.
    .hint = Leave “here” out to see it privately, or use /show in an age-restricted channel.
error-unknown-subject = I cannot tell any more whose picture that is.
    .hint = Post it yourself if it is yours, and try again with that.
error-no-picture-in-post = There is no picture in that post that I can see.
    .hint = Right-click a post with a picture, or use /stylize and add your own.
error-no-style-in-form = There is no style yet.
    .hint = Choose one by its name, or add a picture as style.
error-two-styles-in-form = You chose a style by its name and added a picture as well.
    .hint = Please give me one of them.
error-nothing-to-do-with-style = There is nothing to do with that style yet.
    .hint = Add a photo to paint, or give the style a name to keep it.
error-link-elsewhere = I can only open links to pictures on Discord.
    .hint = Right-click a picture here and choose “Copy Link”, or add the photo as a file.
error-cannot-see-reply = Discord does not show me the message that you replied to.
    .hint = Right-click (or hold) that picture and choose Apps › Stylize…, or mention me with both pictures in one message: first the photo, then the painting.
error-no-picture-in-message = I see no picture in your message.
    .hint = Mention me with a photo and a painting, or with a photo and the name of a style; or use /stylize.
error-recipe-too-long = That recipe has more than { $limit } steps.
    .hint = I paint no longer than that. Please use a recipe that was made here.
