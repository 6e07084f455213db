# Ce que la modération lit dans son journal, et les signalements.

moderation-deleted = 🗑️ { $who } a supprimé l’image `{ $id }` de { $owner } dans { $channel }.
moderation-deleted-own = 🗑️ { $who } a supprimé sa propre image `{ $id }` dans { $channel }.
moderation-deleted-nameless = 🗑️ { $who } a supprimé une image dans { $channel }. Elle participe à un défi aux noms cachés, donc on ne dit pas à qui elle est.
moderation-refused = ⛔ Demande de { $who } refusée dans { $channel } : { $reason }
moderation-entry-refused = 🚫 { $who } a refusé la participation **#{ $number }** dans **{ $title }** : { $reason }
moderation-entry-refused-by = 🚫 { $who } a refusé la participation **#{ $number }** de { $owner } dans **{ $title }** : { $reason }

moderation-report-menu = Signaler l’image
moderation-report-title = Signaler une image
moderation-report-reason = Quel est le problème ?
moderation-report-reason-help = La modération de ce serveur le lit, avec ton nom.
moderation-report-sent = 🚩 Merci. La modération a ton signalement.
moderation-report-to-owner = Tu reçois ceci parce que { $server } t’appartient et n’a pas de salon du journal. Choisis-en un là-bas avec /settings.
moderation-report-delete = Supprimer l’image
moderation-report-keep = La garder
moderation-report-delete-done = 🗑️ { $who } a supprimé l’image.
moderation-report-keep-done = ✅ { $who } l’a regardée. Elle reste.
moderation-reported = 🚩 { $who } signale [une image]({ $link }) de { $owner } : { $reason }
moderation-reported-nameless = 🚩 { $who } signale [une image]({ $link }) : { $reason }
moderation-reported-entry = 🚩 { $who } signale **#{ $number }** dans **{ $title }** : { $reason }
    -# `/challenge manage disqualify` la retire.

error-report-no-picture = Il n’y a pas d’image de moi dans ce message.
    .hint = Choisis un message avec une image que j’ai peinte.
error-report-reached-nobody = Ton signalement n’a pu arriver nulle part : ce serveur n’a pas choisi de salon du journal, et la personne à qui il appartient n’accepte pas mes messages.
    .hint = Écris directement à la modération.
error-report-again = Tu as déjà signalé cela, et la modération a ton signalement.
error-report-too-many = Tu as beaucoup signalé dans la dernière heure.
    .hint = Écris directement à la modération.
error-report-moderators = Seule la modération de ce serveur décide des signalements.
    .hint = Il faut la permission « Gérer les messages ».
