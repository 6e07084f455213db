# Was die Moderation in ihrem Logkanal liest, und Meldungen.

moderation-deleted = 🗑️ { $who } hat Bild `{ $id }` von { $owner } in { $channel } gelöscht.
moderation-deleted-own = 🗑️ { $who } hat das eigene Bild `{ $id }` in { $channel } gelöscht.
moderation-deleted-nameless = 🗑️ { $who } hat ein Bild in { $channel } gelöscht. Es nimmt an einem Wettbewerb mit verborgenen Namen teil, darum bleibt ungenannt, wem es gehört.
moderation-refused = ⛔ { $who } wurde in { $channel } abgewiesen: { $reason }
moderation-entry-refused = 🚫 { $who } hat Einreichung **#{ $number }** in **{ $title }** abgelehnt: { $reason }
moderation-entry-refused-by = 🚫 { $who } hat Einreichung **#{ $number }** von { $owner } in **{ $title }** abgelehnt: { $reason }

moderation-report-menu = Bild melden
moderation-report-title = Ein Bild melden
moderation-report-reason = Was stimmt damit nicht?
moderation-report-reason-help = Die Moderation dieses Servers liest es, mit deinem Namen.
moderation-report-sent = 🚩 Danke. Die Moderation hat deine Meldung.
moderation-report-to-owner = Das bekommst du, weil { $server } dir gehört und keinen Logkanal hat. Wähle dort einen mit /settings.
moderation-report-delete = Bild löschen
moderation-report-keep = Behalten
moderation-report-delete-done = 🗑️ { $who } hat das Bild gelöscht.
moderation-report-keep-done = ✅ { $who } hat es angesehen. Es bleibt.
moderation-reported = 🚩 { $who } meldet [ein Bild]({ $link }) von { $owner }: { $reason }
moderation-reported-nameless = 🚩 { $who } meldet [ein Bild]({ $link }): { $reason }
moderation-reported-entry = 🚩 { $who } meldet **#{ $number }** in **{ $title }**: { $reason }
    -# `/challenge manage disqualify` nimmt es heraus.

error-report-no-picture = In dieser Nachricht ist kein Bild von mir.
    .hint = Wähle eine Nachricht mit einem Bild, das ich gemalt habe.
error-report-reached-nobody = Deine Meldung kam nirgends an: Dieser Server hat keinen Logkanal gewählt, und wem er gehört, nimmt keine Nachrichten von mir an.
    .hint = Bitte schreib der Moderation direkt.
error-report-again = Das hast du schon gemeldet, und die Moderation hat deine Meldung.
error-report-too-many = Du hast in der letzten Stunde schon viel gemeldet.
    .hint = Bitte schreib der Moderation direkt.
error-report-moderators = Über Meldungen entscheidet nur die Moderation dieses Servers.
    .hint = Sie braucht die Berechtigung „Nachrichten verwalten“.
