# Community art challenges.

challenges-description = Art challenges: paint, enter, vote and celebrate
challenges-create-description = Hold a challenge; you see a preview before anyone else does
challenges-submit-description = Enter a picture that I painted for you
challenges-list-description = The challenges of this server
challenges-show-description = Show a challenge, its gallery and what you can do in it
challenges-me-description = Your entries, places and points on this server
challenges-leaderboard-description = Who has won the most on this server
challenges-manage-description = Review, extend, close, disqualify, cancel, repeat, export
challenges-review-description = Look at the entries that wait for approval
challenges-extend-description = Move the deadline of what is going on
challenges-close-description = End what is going on now: the entries, then the vote
challenges-disqualify-description = Take an entry out of a challenge
challenges-cancel-description = End a challenge without a result
challenges-repeat-description = Repeat a challenge every week or month, with a list of themes
challenges-stop-description = Stop a challenge from repeating
challenges-export-description = A challenge as a table, or its pictures as an archive
challenges-enter-menu = Enter challenge

challenges-option-title = What it is called
challenges-option-kind = What everyone has in common
challenges-option-theme = What it is about, in one sentence
challenges-option-picture = The style or the photo that everyone uses
challenges-option-style = The style that everyone uses, by its name here
challenges-option-entries = How long entries are taken, or until when: 3 days, friday 18:00 (normally 3 days)
challenges-option-votes = How long the vote lasts, or until when: 2 days, sunday evening (normally 2 days)
challenges-option-starts = When it begins: tomorrow 9:00, 24 december (normally at once)
challenges-option-timezone = Your time zone, for dates: Europe/Berlin (normally as the last time)
challenges-option-each = Pictures that one person may enter (normally 1)
challenges-option-favourites = Pictures that one person may vote for (normally 3)
challenges-option-anonymous = Hide names until the end (normally yes)
challenges-option-instant = Also take instant pictures (normally yes)
challenges-option-review = A channel in which moderators look at entries before they are shown
challenges-option-channel = Where it is posted (normally here)
challenges-option-thread = Make a thread for it (normally no)
challenges-option-event = Put it into the server's events (normally no)
challenges-option-enter-role = The role that entering needs
challenges-option-vote-role = The role that voting needs
challenges-option-account-days = Least age of an account that votes, in days
challenges-option-newcomers = Also let people vote who join during the vote (normally no)
challenges-option-winner-role = The role that the winner gets
challenges-option-winner-days = For how many days the winner has it (normally for ever)
challenges-option-season = What its points count for (normally the year)
challenges-option-challenge = Which challenge
challenges-option-entry = Which picture: your newest ones are listed
challenges-option-replace = The entry of yours that it replaces
challenges-option-season-shown = Which season (normally all)
challenges-option-until = How much longer, or until when: 1 day, friday 18:00
challenges-option-number = The number of the entry
challenges-option-reason = Why; the person can read it
challenges-option-every = How often
challenges-option-series = Which one (normally the newest)
challenges-option-format = A table or the pictures

challenges-kind-style = Everyone paints with one style
challenges-kind-photo = Everyone paints one photo
challenges-kind-free = Free
challenges-every-weekly = Every week
challenges-every-monthly = Every month
challenges-format-csv = Table (CSV)
challenges-format-json = Everything (JSON)
challenges-format-zip = Pictures (zip)

# The post of a challenge.
challenges-board-title = ## 🎨 { $title }
challenges-board-theme = *{ $theme }*
challenges-board-style = 🖌️ **Everyone paints with the style below.** Choose your own photo.
challenges-board-photo = 🖼️ **Everyone paints the photo below.** Choose your own style.
challenges-board-free = ✨ **Photo and style are up to you.**
challenges-board-draft = 👀 **Preview**: only you see this. Entries from { $opens } until { $closes }, votes until { $ends }.
challenges-board-draft-now = 👀 **Preview**: only you see this. Opens when you publish it. Entries until { $closes }, votes until { $ends }.
challenges-board-announced = 🕓 Entries from { $opens } ({ $opens-in }) until { $closes }, votes until { $ends }.
challenges-board-open = 🟢 **Open for entries** until { $closes } ({ $closes-in }). Votes until { $ends }.
challenges-board-voting = 🗳️ **The vote is open** until { $ends } ({ $ends-in }). You can change your favourites until then.
challenges-board-counting = ⏳ The vote is over. I am counting.
challenges-board-cancelled = ⛔ This challenge was cancelled.
challenges-board-cancelled-why = ⛔ This challenge was cancelled: { $reason }
challenges-board-moved = The challenge goes on [here]({ $link }).
challenges-board-count = { $count ->
        [0] Nobody has entered yet.
        [one] One picture so far.
       *[other] { $count } pictures so far.
    }
challenges-board-total = { $count ->
        [0] No pictures.
        [one] One picture.
       *[other] { $count } pictures.
    }
challenges-board-part = { $shown } of { $count } pictures, in an order that changes. **Browse** shows all.

# The small print of a challenge: its rules.
challenges-rule-each = { $count ->
        [one] 1 picture each
       *[other] { $count } pictures each
    }
challenges-rule-favourites = { $count ->
        [one] 1 vote each
       *[other] { $count } votes each, for different pictures
    }
challenges-rule-anonymous = names hidden until the end
challenges-rule-no-instant = no instant pictures
challenges-rule-review = moderators look at entries first
challenges-rule-enter-role = entering needs { $role }
challenges-rule-vote-role = voting needs { $role }
challenges-rule-account = { $days ->
        [one] accounts at least a day old vote
       *[other] accounts at least { $days } days old vote
    }
challenges-rule-members = who is here before the vote begins may vote
challenges-rule-winner = { $days ->
        [0] the winner gets { $role }
        [one] the winner gets { $role } for a day
       *[other] the winner gets { $role } for { $days } days
    }
challenges-rule-ties = with equal votes the earlier entry is ahead
challenges-rule-season = season { $season }

# Short posts.
challenges-post-open = 🟢 **{ $title }** is open: enter until { $closes } ({ $closes-in }).
challenges-post-remind-entry = ⏰ **{ $title }**: entries close { $closes-in }.
challenges-post-remind-vote = ⏰ **{ $title }**: the vote closes { $ends-in }.
challenges-post-cancelled = ⛔ **{ $title }** was cancelled.
challenges-post-cancelled-why = ⛔ **{ $title }** was cancelled: { $reason }

# The end.
challenges-result-title = ## 🏆 { $title }
challenges-result-nobody = Nobody entered this time. There will be another challenge!
challenges-result-no-votes = Nobody voted, so there is no winner. Thank you for the pictures!
challenges-result-line = { $medal } **#{ $number }** by { $owner } – { $votes ->
        [one] 1 vote
       *[other] { $votes } votes
    }
challenges-result-winner = { $winner } gets the role { $role }.
challenges-result-winner-days = { $winner } gets the role { $role } until { $until }.
challenges-result-voters = { $voters ->
        [one] One person voted.
       *[other] { $voters } people voted.
    }
challenges-result-excluded = { $excluded ->
        [one] One vote of a banned account was not counted.
       *[other] { $excluded } votes of banned accounts were not counted.
    }
challenges-podium-subtitle = { $pictures ->
        [one] 1 picture
       *[other] { $pictures } pictures
    } · { $voters ->
        [one] 1 voter
       *[other] { $voters } voters
    }
challenges-podium-votes = { $votes ->
        [one] 1 vote
       *[other] { $votes } votes
    }
challenges-alt-podium = The podium of { $title }: { $names }
challenges-alt-sheet = Contact sheet with the pictures { $numbers }
challenges-alt-reference-style = The style that everyone paints with
challenges-alt-reference-photo = The photo that everyone paints
challenges-alt-entry = Entry number { $number } of { $title }

# Buttons.
challenges-button-paint = Paint for it
challenges-button-mine = My entries
challenges-button-browse = Browse
challenges-button-vote = Browse and vote
challenges-button-details = Details
challenges-button-publish = Publish
challenges-button-edit = Edit the words
challenges-button-discard = Discard
challenges-button-withdraw = Withdraw #{ $number }
challenges-button-love = Vote for #{ $number }
challenges-button-unlove = Take my vote back
challenges-button-recipe = How was this made?
challenges-button-closer = One by one
challenges-button-back = All pictures
challenges-button-report = Report
challenges-button-enter = Enter challenge
challenges-button-approve = Show it
challenges-button-reject = Reject
challenges-button-stop = Stop repeating

# Forms.
challenges-form-words = What it says
challenges-form-title = Title
challenges-form-theme = Theme, in one sentence
challenges-form-description = Description
challenges-form-paint = Paint for the challenge
challenges-form-photo = Your photo
challenges-form-style = Your style: a painting, for example
challenges-form-reject = Reject an entry
challenges-form-reason = Why? The person can read it.
challenges-form-repeat-weekly = Repeat every week
challenges-form-repeat-monthly = Repeat every month
challenges-form-themes = Themes, one on each line
challenges-repeat-themes-help = Taken in turn, then from the first again. Without any, the theme stays.

# What people are told.
challenges-published = Published! The post appears in { $channel } in a moment.
challenges-discarded = Discarded. Nobody has seen it.
challenges-when-twice = ❓ **{ $text }** comes twice: clocks are put back then. Which one do you mean?
challenges-when-zone = ❓ **{ $text }** can mean two times: the time zone that you named has no summer time, but many people use its name all year. Which one do you mean?
challenges-style-meant = ⚠️ There is no style called “{ $asked }” here, so this takes **{ $name }**. Discard it if you mean another.
challenges-lacking = ⚠️ I lack { $permissions } in { $channel }. Allow it before you publish.
challenges-lacking-thread = ⚠️ I lack { $permissions } in { $channel }, so there will be no thread.
challenges-lacking-event = ⚠️ I lack { $permissions }, so there will be no event.
challenges-lacking-role = ⚠️ I lack { $permissions }, or my own role is below { $role }, so the winner would not get it.
challenges-entered = 🎉 You are in: **#{ $number }** in **{ $title }**. Enter another picture to replace it, or withdraw it with **My entries**. The vote begins { $closes-in }.
challenges-entered-review = 🎉 Got it: **#{ $number }** in **{ $title }**. It is shown as soon as a moderator has looked at it.
challenges-entered-in-public = -# Names are hidden here until the end, but others could see you paint this picture. **{ challenges-button-paint }** below the challenge paints so that only you see it.
challenges-withdrawn = #{ $number } is withdrawn and deleted.
challenges-which = Which challenge is it for?
challenges-which-entry = You have entered as many pictures as you may in **{ $title }**. Which one should this picture replace?
challenges-mine-none = You have nothing in **{ $title }** yet. Paint something and press **Enter challenge** below it.
challenges-mine-title = Your entries in **{ $title }**
challenges-mine-line = **#{ $number }** – { $state ->
        [pending] waits for a moderator
        [shown] takes part
        [rejected] rejected: { $reason }
       *[disqualified] disqualified: { $reason }
    }
challenges-gallery-title = **{ $title }** · page { $page } of { $pages }
challenges-gallery-empty = There is nothing to see in **{ $title }** yet.
challenges-gallery-look = Look at one in full size
challenges-gallery-choose = Your favourites on this page
challenges-favourites = Your favourites: { $numbers } ({ $count } of { $limit })
challenges-favourites-none = You have { $limit ->
        [one] one vote
       *[other] { $limit } votes
    }. Choose below, and change your mind as often as you like.
challenges-favourites-turn = You have { $limit ->
        [one] one vote
       *[other] { $limit } votes
    }, and nobody can vote for their own pictures. Those of others are on the other pages.
challenges-favourites-own = Nobody can vote for their own picture, and there is nothing else to vote for.
challenges-favourites-few = { $count ->
        [one] There is one picture that you can vote for.
       *[other] There are { $count } pictures that you can vote for.
    }
challenges-favourites-yours = { $count ->
        [one] { $numbers } is yours. Nobody can vote for their own picture.
       *[other] { $numbers } are yours. Nobody can vote for their own pictures.
    }
challenges-entry-own = This picture is yours. Nobody can vote for their own picture.
challenges-entry-title = **#{ $number }** in **{ $title }**
challenges-entry-title-by = **#{ $number }** in **{ $title }**, by { $owner }
challenges-recipe = **#{ $number }** by { $owner }
challenges-recipe-style = Style: { $name }
challenges-recipe-params = Recipe `{ $recipe }`, strength { $strength }, size { $size }, seed `{ $seed }`, encoder `{ $encoder }`
challenges-list-title = ### Challenges
challenges-list-line = { $icon } **{ $title }** – { $what }
challenges-list-announced = opens { $when }
challenges-list-open = open until { $when }
challenges-list-voting = vote until { $when }
challenges-list-closed = ended { $when }
challenges-list-cancelled = cancelled
challenges-list-weekly = 🔁 **{ $title }** – every week, the next one opens { $when }
challenges-list-monthly = 🔁 **{ $title }** – every month, the next one opens { $when }
challenges-list-none = There are no challenges here yet. Moderators begin one with `/challenge create`.
challenges-board-leaders = ### 🏅 Leaderboard
challenges-board-leaders-season = ### 🏅 Leaderboard, { $season }
challenges-leader-line = **{ $rank }.** { $who } – { $points ->
        [one] 1 point
       *[other] { $points } points
    } · 🏆 { $wins } · 🥉 { $podiums } · { $entries ->
        [one] 1 picture
       *[other] { $entries } pictures
    }
challenges-leaders-note = 5 points for a first place, 3 for a second, 2 for a third, 1 for every other picture with a vote. 🏆 wins, 🥉 times among the first three.
challenges-leaders-none = No challenge has ended here yet.
challenges-leaders-no-points = Nobody has points yet: no picture got a vote.
challenges-me-title = ### Your challenges here
challenges-me-none = You have not entered a challenge here. Paint something, and press **Enter challenge** below it when one is open.
challenges-me-total = { $rank ->
        [0] No rank yet
       *[other] Rank { $rank }
    }: { $points ->
        [one] 1 point
       *[other] { $points } points
    }, { $wins ->
        [one] 1 win
       *[other] { $wins } wins
    }, { $votes ->
        [one] 1 vote
       *[other] { $votes } votes
    } in all
challenges-me-place = **{ $title }** #{ $number } – place { $place }, { $votes ->
        [one] 1 vote
       *[other] { $votes } votes
    }
challenges-me-no-place = **{ $title }** #{ $number } – no votes
challenges-me-running = **{ $title }** #{ $number } – still running
challenges-me-out = **{ $title }** #{ $number } – { $state ->
        [rejected] rejected
        [disqualified] disqualified
       *[other] cancelled
    }
challenges-review-post = 🔎 **#{ $number }** for **{ $title }**
    -# Names are hidden until the end, from moderators, too.
challenges-review-post-by = 🔎 **#{ $number }** by { $owner } for **{ $title }**
challenges-review-none = Nothing waits for you in **{ $title }**.
challenges-review-more = { $count ->
        [one] One more waits.
       *[other] { $count } more wait.
    }
challenges-approved = ✅ **#{ $number }** is shown: { $moderator } approved it.
challenges-rejected = 🚫 **#{ $number }** is rejected by { $moderator }: { $reason }
challenges-disqualified = **#{ $number }** is disqualified: { $reason }
challenges-extended = **{ $title }** goes on until { $when } ({ $when-in }).
challenges-closed-entries = Entries for **{ $title }** are closed, and the vote is open until { $ends }.
challenges-closed-empty = Entries for **{ $title }** are closed. No picture takes part, so there is no vote, and the challenge is over.
challenges-closed-vote = The vote in **{ $title }** is closed. The result appears in a moment.
challenges-cancelled = **{ $title }** is cancelled.
challenges-repeats-weekly = 🔁 **{ $title }** repeats every week. The next one opens { $when } ({ $when-in }), or when the last one has ended, if that is later.
challenges-repeats-monthly = 🔁 **{ $title }** repeats every month. The next one opens { $when } ({ $when-in }), or when the last one has ended, if that is later.
challenges-repeats-themes = { $count ->
        [one] One theme:
       *[other] { $count } themes, in turn:
    }
challenges-stopped = ⏹️ **{ $title }** does not repeat any more. What is open goes on to its end.
challenges-stopped-by-itself = ⏹️ **{ $title }** does not repeat any more: I cannot post in { $channel }. Hold a challenge in another channel, and let that one repeat with `/challenge manage repeat`.
challenges-exported = **{ $title }**: { $count ->
        [one] one entry
       *[other] { $count } entries
    }. Who voted for whom stays secret.
challenges-exported-nameless = Names follow when the vote is over.
challenges-event = Enter with Chameleon in { $channel }. { $theme }

# Errors.
error-challenge-gone = That challenge is not here any more.
    .hint = /challenge list shows what is.
error-entry-gone = That entry is not here any more.
    .hint = It was withdrawn or deleted.
error-challenge-job-gone = That picture was deleted.
    .hint = Paint another one.
error-challenge-none-open = No challenge is open for entries here.
    .hint = /challenge list shows what is planned.
error-challenge-enter-there = Pictures are entered in the server that holds the challenge.
    .hint = There, /challenge submit lists your newest pictures.
error-challenge-none = There is no such challenge here.
    .hint = Choose one from the list that appears while you type.
error-challenge-server = Challenges are held in servers.
    .hint = Try again in one where I am a member.
error-challenge-not-member = I am not a member of this server, so I cannot keep a challenge going.
    .hint = Ask a person who runs it to add me.
error-challenge-no-picture = There is no picture of mine in that message.
    .hint = Choose a message with a picture that I painted for you.
error-challenge-not-your-picture = That picture was painted for someone else.
    .hint = Press Again to have one of your own.
error-challenge-not-your-entry = That entry is someone else's.
    .hint = Moderators can disqualify it.
error-challenge-unfinished = That picture is not finished.
    .hint = Wait until it is.
error-challenge-other-style = “{ $title }” is for pictures with its own style.
    .hint = Press “Paint for it” below the challenge: then it is the right one.
error-challenge-other-photo = “{ $title }” is for pictures with its own photo.
    .hint = Press “Paint for it” below the challenge: then it is the right one.
error-challenge-too-early = “{ $title }” has not begun.
    .hint = Entries are taken from { $when }.
error-challenge-too-late = “{ $title }” takes no entries any more.
    .hint = /challenge list shows what is open.
error-challenge-enter-role = To enter here you need the role { $role }.
    .hint = Ask a moderator how to get it.
error-challenge-vote-role = To vote here you need the role { $role }.
    .hint = Ask a moderator how to get it.
error-challenge-not-for-all = That picture is not for everyone, and a gallery is.
    .hint = Enter one that needs no spoiler and was not painted in an age-restricted channel.
error-challenge-no-instant = “{ $title }” takes no instant pictures.
    .hint = Press *Paint it properly* below your picture, and enter that one.
error-challenge-only-for-adults = Those pictures are for adults.
    .hint = Have a look at them in { $channel }.
error-challenge-reference-hidden = The picture of a challenge is shown to everyone, so I take none that is hidden as a spoiler.
    .hint = Choose another picture.
error-challenge-entries = { $limit ->
        [one] You have entered a picture already.
       *[other] You have entered { $limit } pictures already, which is the limit.
    }
    .hint = Replace one of yours, or withdraw it.
error-challenge-twin = Someone has already entered exactly this picture.
    .hint = Try another seed.
error-challenge-vote-early = The vote has not begun.
    .hint = It begins { $when }.
error-challenge-vote-late = The vote is over.
error-challenge-young-account = Only accounts that are at least { $days ->
        [one] a day
       *[other] { $days } days
    } old vote here.
    .hint = You are welcome to enter a picture the next time.
error-challenge-new-member = Only those who were on this server before the vote began may vote.
    .hint = You are welcome in the next challenge.
error-challenge-own-picture = That is your own picture.
    .hint = Choose a picture by someone else.
error-challenge-favourites = You may have { $limit ->
        [one] one favourite
       *[other] { $limit } favourites
    }; yours: { $numbers }.
    .hint = Take one back first, or choose fewer.
error-challenge-moderators = Challenges are held and managed by this server's moderators.
    .hint = Ask one of them: they need Manage Messages or Manage Events, or a role that the server has chosen.
error-challenge-needs-style = The style that everyone uses is missing.
    .hint = Give it as “picture”, or choose a saved one as “style”.
error-challenge-needs-photo = The photo that everyone uses is missing.
    .hint = Give it as “picture”.
error-challenge-no-reference = A free challenge needs no picture.
    .hint = Leave it out.
error-challenge-entry-period = The time for entries must be between a minute and 120 days.
    .hint = Check the dates and the time zone.
error-challenge-vote-period = The time for votes must be between a minute and 120 days.
    .hint = Check the dates and the time zone.
error-challenge-date = I do not understand when “{ $text }” is.
    .hint = Write it like “3 days”, “2d 12h”, “friday 18:00”, “tomorrow evening”, “24 december 18:00” or “2026-12-24 18:00”.
error-challenge-date-ambiguous = “{ $text }” can mean { $count } moments.
    .hint = Write the time in UTC, such as 18:00 UTC.
error-challenge-date-skipped = The time of “{ $text }” does not exist: clocks are put forward then.
    .hint = Write an earlier or a later time.
error-challenge-date-past = “{ $text }” is in the past.
    .hint = Check the date and the time zone.
error-challenge-zone = I know no time zone “{ $name }”.
    .hint = Choose one from the list that appears while you type, such as Europe/Berlin.
error-challenge-over = That challenge is over.
    .hint = /challenge list shows what is on.
error-challenge-over-closed = That challenge is over.
    .hint = There is nothing to close.
error-challenge-not-begun = That challenge has not begun.
    .hint = You can cancel it instead.
error-challenge-not-later = That is not later than the deadline is now.
    .hint = Give a later moment.
error-challenge-draft = That challenge is not published.
    .hint = Make a new draft instead.
error-challenge-decided = That was decided already.
    .hint = /challenge show tells how it stands.
error-challenge-no-series = No such challenge repeats here.
    .hint = `/challenge manage repeat` begins one.
error-challenge-repeat-zone = The time zone { $zone } has no summer time, so I do not know when it opens in summer.
    .hint = Hold the challenge in one of these time zones: { $zones }.
error-challenge-hidden = Names and recipes are shown when the vote is over.
    .hint = That is { $when }.
error-challenge-too-large = The pictures are too large for Discord.
    .hint = Ask whoever runs me for the files.
