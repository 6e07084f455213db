# Lo que los moderadores leen en su canal de registro, y las denuncias.

moderation-deleted = 🗑️ { $who } ha eliminado la imagen `{ $id }` de { $owner } en { $channel }.
moderation-deleted-own = 🗑️ { $who } ha eliminado su propia imagen `{ $id }` en { $channel }.
moderation-deleted-nameless = 🗑️ { $who } ha eliminado una imagen en { $channel }. Participa en un reto con nombres ocultos, así que no se dice de quién es.
moderation-refused = ⛔ Se rechazó una petición de { $who } en { $channel }: { $reason }
moderation-entry-refused = 🚫 { $who } ha rechazado la participación **#{ $number }** en **{ $title }**: { $reason }
moderation-entry-refused-by = 🚫 { $who } ha rechazado la participación **#{ $number }** de { $owner } en **{ $title }**: { $reason }

moderation-report-menu = Denunciar imagen
moderation-report-title = Denunciar una imagen
moderation-report-reason = ¿Qué tiene de malo?
moderation-report-reason-help = Lo leen los moderadores de este servidor, con tu nombre.
moderation-report-sent = 🚩 Gracias. Los moderadores tienen tu denuncia.
moderation-report-to-owner = Recibes esto porque { $server } es tuyo y no tiene canal de registro. Elige uno allí con /settings.
moderation-report-delete = Eliminar imagen
moderation-report-keep = Conservarla
moderation-report-delete-done = 🗑️ { $who } ha eliminado la imagen.
moderation-report-keep-done = ✅ { $who } la ha mirado. Se queda.
moderation-reported = 🚩 { $who } denuncia [una imagen]({ $link }) de { $owner }: { $reason }
moderation-reported-nameless = 🚩 { $who } denuncia [una imagen]({ $link }): { $reason }
moderation-reported-entry = 🚩 { $who } denuncia **#{ $number }** en **{ $title }**: { $reason }
    -# `/challenge manage disqualify` la quita.

error-report-no-picture = En ese mensaje no hay ninguna imagen mía.
    .hint = Elige un mensaje con una imagen que yo haya pintado.
error-report-reached-nobody = Tu denuncia no ha podido llegar a nadie: este servidor no ha elegido canal de registro, y la persona a la que pertenece no acepta mensajes míos.
    .hint = Escribe directamente a un moderador.
error-report-again = Ya lo has denunciado, y los moderadores tienen tu denuncia.
error-report-too-many = Has denunciado mucho en la última hora.
    .hint = Escribe directamente a un moderador.
error-report-moderators = Solo los moderadores de este servidor deciden sobre las denuncias.
    .hint = Necesitan el permiso «Gestionar mensajes».
