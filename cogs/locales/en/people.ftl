# People and their pictures, servers and their settings, and the bot's owner.

# While nothing is started.
people-held = ⏸️  I am taking a break. Your picture keeps its place and is painted as soon as I go on.
people-restart-at = 🔧 I restart { $when }. Your picture keeps its place.

# /consent
people-consent-description = Choose whether others may have your pictures painted
people-consent-title = ### Your pictures, painted by others
people-consent-allowed = ✅  Others may have your pictures painted.
people-consent-denied = 🔒  Only you may have your pictures painted.
people-consent-how = This applies in every server and to every way to ask: the right-click menu, replies and mentions, the buttons under a picture, and challenges. It works from now on; what was painted before stays where it is.
people-consent-deny = Only me
people-consent-allow = Others may, too

# /privacy
people-privacy-description = See what I keep about you, take it with you, or have it deleted
people-privacy-title = ### What I keep about you
people-privacy-kept =
    - **Pictures** that you give me, those that I paint for you, and how they were made: { $days ->
        [0] until you delete them.
        [1] for a day after they were painted, or until you delete them.
       *[other] for { $days } days after they were painted, or until you delete them.
    }
    - **Styles** that you save, and your **challenge** entries and votes: until you remove them.
    - **When you asked** for pictures, for limits per day, and forms that you have not sent yet: for 24 hours.
    - **Your choice** in /notify, until you choose “Never” and “With a mention” again.
    - **Your choice** in /instant, until you choose “Both” again.
    - **Server settings** that you changed: that it was you, for those who manage the server.
    - **Your answer** in /consent, if it was no.
people-privacy-nothing-else = -# Nothing else: no names, no messages, nothing about pictures that you did not give me. Nobody else gets any of it. Moderators of a server can read in its log what you deleted or reported there and what I refused.
people-privacy-export = Send me everything
people-privacy-delete = Delete everything…
people-privacy-sure = ### Delete everything?
    Your pictures with their files, what waits or is being painted, pictures that others had painted from yours, your saved styles, and your challenge entries and votes. **This cannot be undone.**
people-privacy-stays = -# Messages that I posted stay in their channels; press Delete under those that should go, now or later. A no in /consent stays, too, because it protects you, and so does a ban.
people-privacy-erase = Yes, delete everything
people-privacy-keep = No, keep it
people-privacy-deleted = 🗑️  Done. I deleted { $things }.
people-privacy-nothing = 🗑️  Done. There was nothing of yours.
people-privacy-exported = 📦  Here is everything that I keep about you. Only you can see this message.
people-privacy-exported-part = 📦  Here is what I keep about you, with { $files ->
        [0] none of your pictures
        [1] one of your pictures
       *[other] { $files } of your pictures
    }: Discord takes no larger file. { $left ->
        [1] One more is
       *[other] { $left } more are
    } listed in jobs.json, and /show sends them one by one. Only you can see this message.
people-forgotten-jobs = { $count ->
        [1] one picture
       *[other] { $count } pictures
    }
people-forgotten-styles = { $count ->
        [1] one style
       *[other] { $count } styles
    }
people-forgotten-entries = { $count ->
        [1] one challenge entry
       *[other] { $count } challenge entries
    }
people-forgotten-votes = { $count ->
        [1] one vote
       *[other] { $count } votes
    }
people-forgotten-challenges = { $count ->
        [1] one challenge
       *[other] { $count } challenges
    }

# /settings
people-settings-description = Where, for whom and how large I paint in this server
people-settings-title = ### Settings of { $server }
people-settings-note = -# Every choice applies at once.
people-settings-page-access = Who and where
people-settings-page-pictures = Pictures
people-settings-page-limits = Limits
people-settings-page-moderation = Moderation
people-settings-button-reset = Reset all…
people-settings-sure = ⚠️ **Really reset everything?** All four pages go back to how they were at first.
people-settings-button-wipe = Yes, reset
people-settings-button-keep = Keep
people-settings-channels = **Channels** where I paint, threads in them included
people-settings-channels-none = Everywhere
people-settings-roles = **Roles** that I paint for
people-settings-roles-none = Everyone
people-settings-style-savers = Who may **save styles** for the server
people-settings-style-savers-everyone = Everyone
people-settings-style-savers-moderators = Moderators (those who may delete messages)
people-settings-style-savers-roles = The roles chosen below
people-settings-style-roles = **Roles** that may save styles
people-settings-style-roles-none = Only server managers
people-settings-challenge-roles = **Roles** that may run challenges
people-settings-challenge-roles-none = Only moderators
people-settings-recipes = **Recipes** that may be used
people-settings-recipes-none = All
people-settings-default-recipe = **Recipe** when none is named
people-settings-default-recipe-none = As my host chose: { $recipe }
people-settings-instant = **Instant pictures** of learned styles
people-settings-instant-followed = Are painted properly, too, if nobody waits
people-settings-instant-alone = Stay, with a button to paint properly
people-settings-max-size = **Largest picture**
people-settings-max-size-none = As my host chose: { $pixels } pixels
people-settings-pixels = { $pixels } pixels
people-settings-jobs-per-user = Pictures that **one person** may have **painted at once**; more wait their turn
people-settings-jobs-at-once = Pictures that **this server** may have **painted at once**; more wait their turn
people-settings-jobs-per-day = Pictures that one person may ask for **within 24 hours**
people-settings-no-limit = No limit
people-settings-log-channel = **Log channel** for moderators: what was deleted, reported and refused, and why
people-settings-log-channel-none = No log
people-settings-last-change = **Last change**
people-settings-changes = **Changes**
people-settings-no-changes = -# Nothing was changed yet.
people-settings-change = -# { $who } · { $name }: { $before } → { $after } · { $when }
people-settings-someone = a person whose data was deleted
people-settings-name-channels = channels
people-settings-name-roles = roles
people-settings-name-style-savers = saving styles
people-settings-name-style-roles = roles for styles
people-settings-name-challenge-roles = roles for challenges
people-settings-name-recipes = recipes
people-settings-name-default-recipe = recipe when none is named
people-settings-name-instant = instant pictures
people-settings-name-max-size = largest picture
people-settings-name-jobs-per-user = at once per person
people-settings-name-jobs-at-once = at once here
people-settings-name-jobs-per-day = per person within 24 hours
people-settings-name-log-channel = log channel
people-settings-gone = -# ⚠️ { $count ->
        [1] One that was chosen is
       *[other] { $count } that were chosen are
    } no longer there. Choose again to clean up.

error-manage-server = Only people with the permission “Manage Server” can change the settings.
    .hint = Ask a person who runs this server.

# /admin
people-admin-description = For the owner of this bot
people-admin-queue-description = Who is being served and who waits
people-admin-pause-description = Start no picture from now on; new ones are taken in and wait
people-admin-resume-description = Go on after a pause or a drain, and take an announced restart back
people-admin-drain-description = Finish what is being painted and take nothing new, before a restart
people-admin-announce-description = Tell everyone who waits when I restart
people-admin-announce-option-minutes = In so many minutes; 0 takes it back
people-admin-ban-description = Paint nothing more for a person or in a server
people-admin-unban-description = Paint again for a person or in a server
people-admin-option-user = The person
people-admin-option-server = The server's id
people-admin-option-banned = The person's or server's id
people-admin-option-reason = A note for yourself
people-admin-stats-description = The bot in numbers
people-admin-paused = ⏸️  Paused. { $running ->
        [0] Nothing is being painted
        [1] One picture is still being finished
       *[other] { $running } pictures are still being finished
    }; new ones are taken in and wait. /admin resume goes on.
people-admin-resumed = ▶️  Going on. { $waiting ->
        [0] Nobody was waiting.
        [1] One picture was waiting.
       *[other] { $waiting } pictures were waiting.
    }
people-admin-draining = 🚰  Draining: I take nothing new. { $running ->
        [0] Nothing is being painted, you can restart me now.
        [1] One picture is still being finished; /admin queue shows when it is done.
       *[other] { $running } pictures are still being finished; /admin queue shows when they are done.
    }
people-admin-announced = 📣  { $count ->
        [0] Nobody waits. People who ask until then are told.
        [1] One person's picture says so now.
       *[other] { $count } pictures say so now.
    } The restart itself is up to you.
people-admin-unannounced = 📣  Taken back.
people-admin-banned = 🚫  { $name } is banned. { $stopped ->
        [0] Nothing of theirs was on the way.
        [1] One picture on the way was stopped.
       *[other] { $stopped } pictures on the way were stopped.
    } /admin unban takes it back.
people-admin-unbanned = ✅  { $name } is welcome again.
people-admin-hold-none = ▶️  Open
people-admin-hold-paused = ⏸️  Paused
people-admin-hold-draining = 🚰  Draining
people-admin-queue = ### { $hold } · { $running } of { $slots } painting · { $waiting } waiting
people-admin-running = 🎨  `{ $id }` { $owner } · began { $since }
people-admin-running-until = { people-admin-running } · ready { $until }
people-admin-waiting = 🕓  `{ $id }` { $owner } · asked { $since }
people-admin-waiting-until = { people-admin-waiting } · starts { $until }
people-admin-learning =
    🎓  { $count ->
        [one] One style is
       *[other] { $count } styles are
    } still to be learned; the present one is done { $when }.
people-admin-learning-later =
    🎓  { $count ->
        [one] One style is
       *[other] { $count } styles are
    } still to be learned.
people-admin-stuck = 🛑  **{ $device }** has not come back from `{ $id }`; noticed { $since }, reference `{ $reference }`. It paints nothing more until I am restarted.
people-admin-stats = ### Numbers
    Up since { $since } · encoder { $encoder } · in { $servers ->
        [1] one server
       *[other] { $servers } servers
    }
    - **Last 24 hours**: { $asked } asked for by { $people ->
        [1] one person
       *[other] { $people } people
    }, { $done } painted
    - **Kept**: { $states }
people-admin-stats-state = { $state } { $count }
people-admin-stats-speed = - **{ $recipe }**: { NUMBER($seconds, maximumFractionDigits: 1) } s on average, of the last { $count }
people-admin-stats-none = none yet

error-owner-only = Only the owner of this bot can do that.
error-whom = Name either a person or a server.
error-server-id = “{ $text }” is not the id of a person or a server.
    .hint = It is a long number. Switch on Discord's developer mode, then right-click and “Copy ID”.
error-not-banned = { $name } is not banned.
error-ban-owner = You cannot ban an owner of this bot.
error-draining = I am about to be updated and take no new pictures.
    .hint = Please try again in a few minutes.

# What the gate refuses.
error-opted-out = This picture belongs to a person who prefers that only they have their pictures painted.
    .hint = Please choose another picture.
error-banned = I cannot paint for you: my owner has blocked your account.
    .hint = If you think that this is a mistake, please write to whoever runs me.
error-banned-server = I cannot paint in this server: my owner has blocked it.
    .hint = I still work elsewhere, for example in a direct message.
error-other-channel = This server has its pictures painted in other channels.
    .hint = Please ask again in { $channels }.
error-role-needed = In this server I paint for people with certain roles.
    .hint = You need one of these: { $roles }.
error-recipe-not-here = The recipe “{ $recipe }” is not used in this server.
    .hint = Choose from { $recipes }.
error-quota-reached = { $count ->
        [1] You have had your picture of the last 24 hours.
       *[other] You have had your { $count } pictures of the last 24 hours.
    }
    .hint = You can ask for the next one { $when }.
error-quota-reached-here = { $count ->
        [1] You have had your picture of the last 24 hours in this server.
       *[other] You have had your { $count } pictures of the last 24 hours in this server.
    }
    .hint = You can ask for the next one { $when }.
error-animation-over-quota = This animation counts as { $count } pictures, one for each 25 frames begun. You have { $left } left of the { $limit } that you may ask for within 24 hours.
    .hint = Take a shorter one, or its first frame.
error-export-too-large = What I keep about you does not fit into one file that Discord would take.
    .hint = Please ask whoever runs me for it.

# /instant.
people-instant-description = Choose whether I paint learned styles instantly, properly, or both
people-instant-title = ### Instant pictures
people-instant-followed = Both
people-instant-alone = Instantly
people-instant-never = Properly
people-instant-holds-followed = When you name no recipe and I have learned the style, the picture comes at once. Then I paint it properly, too, and that picture takes its place, as long as nobody waits long.
people-instant-holds-alone = When you name no recipe and I have learned the style, the picture comes at once. A button below it paints it properly.
people-instant-holds-never = I paint your pictures properly, unless you name the recipe instant.
people-instant-here-alone = -# Here only a button paints it properly.
people-instant-here-never = -# Here all pictures are painted properly.
