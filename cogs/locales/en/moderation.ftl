# What moderators are told in their log channel, and reports.

moderation-deleted = 🗑️ { $who } deleted picture `{ $id }` of { $owner } in { $channel }.
moderation-deleted-own = 🗑️ { $who } deleted their own picture `{ $id }` in { $channel }.
moderation-deleted-nameless = 🗑️ { $who } deleted a picture in { $channel }. It takes part in a challenge with hidden names, so its owner is not named.
moderation-refused = ⛔ { $who } was refused in { $channel }: { $reason }
moderation-entry-refused = 🚫 { $who } refused entry **#{ $number }** of **{ $title }**: { $reason }
moderation-entry-refused-by = 🚫 { $who } refused entry **#{ $number }** by { $owner } of **{ $title }**: { $reason }

moderation-report-menu = Report picture
moderation-report-title = Report a picture
moderation-report-reason = What is wrong with it?
moderation-report-reason-help = The moderators of this server read it, with your name.
moderation-report-sent = 🚩 Thank you. The moderators have your report.
moderation-report-to-owner = You get this as the owner of { $server }, because it has no log channel. Choose one with /settings there.
moderation-report-delete = Delete picture
moderation-report-keep = Keep it
moderation-report-delete-done = 🗑️ { $who } deleted the picture.
moderation-report-keep-done = ✅ { $who } looked at it. It stays.
moderation-reported = 🚩 { $who } reports [a picture]({ $link }) of { $owner }: { $reason }
moderation-reported-nameless = 🚩 { $who } reports [a picture]({ $link }): { $reason }
moderation-reported-entry = 🚩 { $who } reports **#{ $number }** in **{ $title }**: { $reason }
    -# `/challenge manage disqualify` takes it out.

error-report-no-picture = There is no picture of mine in that message.
    .hint = Choose a message with a picture that I painted.
error-report-reached-nobody = Your report could not be delivered: this server has chosen no log channel, and its owner takes no messages from me.
    .hint = Please write to a moderator directly.
error-report-again = You have reported this already, and the moderators have your report.
error-report-too-many = You have reported a lot within the last hour.
    .hint = Please write to a moderator directly.
error-report-moderators = Only moderators of this server decide about reports.
    .hint = They need the permission “Manage Messages”.
