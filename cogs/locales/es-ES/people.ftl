# Las personas y sus imágenes, los servidores y sus ajustes, y quien lleva el bot.

people-held = ⏸️  Estoy haciendo una pausa. Tu imagen conserva su sitio y la pinto en cuanto siga.
people-restart-at = 🔧 Me reinicio { $when }. Tu imagen conserva su sitio.

# /consent
people-consent-description = Elige si los demás pueden encargar que pinte tus imágenes
people-consent-title = ### Tus imágenes, pintadas para otros
people-consent-allowed = ✅  Los demás pueden encargar que pinte tus imágenes.
people-consent-denied = 🔒  Solo tú puedes encargar que pinte tus imágenes.
people-consent-how = Vale en todos los servidores y por cualquier vía: el menú del clic derecho, las respuestas y menciones, los botones bajo una imagen y los retos. Cuenta a partir de ahora; lo que ya se pintó se queda donde está.
people-consent-deny = Solo yo
people-consent-allow = Los demás también

# /privacy
people-privacy-description = Mira qué guardo sobre ti, llévatelo o pide que lo borre
people-privacy-title = ### Lo que guardo sobre ti
people-privacy-kept =
    - **Imágenes** que me das, las que pinto para ti y cómo se hicieron: { $days ->
        [0] hasta que las elimines.
        [1] durante un día después de pintarlas, o hasta que las elimines.
       *[other] durante { $days } días después de pintarlas, o hasta que las elimines.
    }
    - **Estilos** que guardas, y tus participaciones y votos en **retos**: hasta que los quites.
    - **Cuándo pediste** imágenes, por los límites diarios, y formularios que aún no has enviado: durante 24 horas.
    - **Tu elección** en /notify, hasta que vuelvas a elegir «Nunca» y «Con una mención».
    - **Tu elección** en /instant, hasta que vuelvas a elegir «Ambas».
    - **Ajustes de servidores** que cambiaste: que fuiste tú, para quienes administran el servidor.
    - **Tu respuesta** en /consent, si fue que no.
people-privacy-nothing-else = -# Nada más: ni nombres, ni mensajes, ni nada sobre imágenes que no me hayas dado. Nadie más recibe nada de esto. Los moderadores de un servidor pueden leer en su registro lo que eliminaste o denunciaste allí y lo que rechacé.
people-privacy-export = Envíamelo todo
people-privacy-delete = Borrarlo todo…
people-privacy-sure = ### ¿Borrarlo todo?
    Tus imágenes con sus archivos, lo que espera o se está pintando, las imágenes que otros pidieron a partir de las tuyas, tus estilos guardados y tus participaciones y votos en retos. **Esto no se puede deshacer.**
people-privacy-stays = -# Los mensajes que publiqué se quedan en sus canales; pulsa «Eliminar» debajo de los que deban irse, ahora o más tarde. También se queda un no en /consent, porque te protege, y lo mismo un bloqueo.
people-privacy-erase = Sí, borrarlo todo
people-privacy-keep = No, conservarlo
people-privacy-deleted = 🗑️  Hecho. He borrado { $things }.
people-privacy-nothing = 🗑️  Hecho. No había nada tuyo.
people-privacy-exported = 📦  Aquí tienes todo lo que guardo sobre ti. Solo tú ves este mensaje.
people-privacy-exported-part = 📦  Aquí tienes lo que guardo sobre ti, con { $files ->
        [0] ninguna de tus imágenes
        [1] una de tus imágenes
       *[other] { $files } de tus imágenes
    }: Discord no acepta un archivo más grande. { $left ->
        [1] Una más aparece
       *[other] { $left } más aparecen
    } en jobs.json, y /show las envía una a una. Solo tú ves este mensaje.
people-forgotten-jobs = { $count ->
        [1] una imagen
       *[other] { $count } imágenes
    }
people-forgotten-styles = { $count ->
        [1] un estilo
       *[other] { $count } estilos
    }
people-forgotten-entries = { $count ->
        [1] una participación en retos
       *[other] { $count } participaciones en retos
    }
people-forgotten-votes = { $count ->
        [1] un voto
       *[other] { $count } votos
    }
people-forgotten-challenges = { $count ->
        [1] un reto
       *[other] { $count } retos
    }

# /settings
people-settings-description = Dónde, para quién y a qué tamaño pinto en este servidor
people-settings-title = ### Ajustes de { $server }
people-settings-note = -# Cada elección vale al momento.
people-settings-page-access = Quién y dónde
people-settings-page-pictures = Imágenes
people-settings-page-limits = Límites
people-settings-page-moderation = Moderación
people-settings-button-reset = Restablecer todo…
people-settings-sure = ⚠️ **¿Restablecer todo de verdad?** Las cuatro páginas vuelven a ser como al principio.
people-settings-button-wipe = Sí, restablecer
people-settings-button-keep = Conservar
people-settings-channels = **Canales** donde pinto, con sus hilos
people-settings-channels-none = En todas partes
people-settings-roles = **Roles** para los que pinto
people-settings-roles-none = Todo el mundo
people-settings-style-savers = Quién puede **guardar estilos** para el servidor
people-settings-style-savers-everyone = Todo el mundo
people-settings-style-savers-moderators = Moderadores (quienes pueden eliminar mensajes)
people-settings-style-savers-roles = Los roles elegidos abajo
people-settings-style-roles = **Roles** que pueden guardar estilos
people-settings-style-roles-none = Solo la administración
people-settings-challenge-roles = **Roles** que pueden organizar retos
people-settings-challenge-roles-none = Solo los moderadores
people-settings-recipes = **Recetas** que se pueden usar
people-settings-recipes-none = Todas
people-settings-default-recipe = **Receta** cuando no se nombra ninguna
people-settings-default-recipe-none = Como eligió quien me aloja: { $recipe }
people-settings-instant = **Imágenes al instante** de estilos aprendidos
people-settings-instant-followed = También se pintan con calma si nadie espera
people-settings-instant-alone = Se quedan, con un botón para pintar con calma
people-settings-max-size = **Imagen más grande**
people-settings-max-size-none = Como eligió quien me aloja: { $pixels } píxeles
people-settings-pixels = { $pixels } píxeles
people-settings-jobs-per-user = Imágenes que se **pintan a la vez** para **una persona**; las demás esperan su turno
people-settings-jobs-at-once = Imágenes que se **pintan a la vez** para **este servidor**; las demás esperan su turno
people-settings-jobs-per-day = Imágenes que una persona puede pedir **en 24 horas**
people-settings-no-limit = Sin límite
people-settings-log-channel = **Canal de registro** para los moderadores: lo que se eliminó, denunció y rechazó, y por qué
people-settings-log-channel-none = Sin registro
people-settings-last-change = **Último cambio**
people-settings-changes = **Cambios**
people-settings-no-changes = -# Todavía no se ha cambiado nada.
people-settings-change = -# { $who } · { $name }: { $before } → { $after } · { $when }
people-settings-someone = una persona cuyos datos se eliminaron
people-settings-name-channels = canales
people-settings-name-roles = roles
people-settings-name-style-savers = guardar estilos
people-settings-name-style-roles = roles para estilos
people-settings-name-challenge-roles = roles para retos
people-settings-name-recipes = recetas
people-settings-name-default-recipe = receta cuando no se nombra ninguna
people-settings-name-instant = imágenes al instante
people-settings-name-max-size = imagen más grande
people-settings-name-jobs-per-user = a la vez por persona
people-settings-name-jobs-at-once = a la vez aquí
people-settings-name-jobs-per-day = por persona en 24 horas
people-settings-name-log-channel = canal de registro
people-settings-gone = -# ⚠️ { $count ->
        [1] Algo de lo elegido ya no existe.
       *[other] { $count } de los elegidos ya no existen.
    } Elige de nuevo para ponerlo en orden.

error-manage-server = Solo quienes tienen el permiso «Gestionar servidor» pueden cambiar los ajustes.
    .hint = Pregunta a alguien que administre este servidor.

# /admin
people-admin-description = Para quien es dueño de este bot
people-admin-queue-description = A quién le toca y quién espera
people-admin-pause-description = No empezar más imágenes desde ahora; las nuevas se aceptan y esperan
people-admin-resume-description = Seguir tras una pausa o un vaciado, y anular un reinicio anunciado
people-admin-drain-description = Terminar lo que se está pintando y no aceptar nada nuevo, antes de un reinicio
people-admin-announce-description = Avisar a todos los que esperan de cuándo me reinicio
people-admin-announce-option-minutes = Dentro de cuántos minutos; 0 lo anula
people-admin-ban-description = No pintar nada más para una persona o en un servidor
people-admin-unban-description = Volver a pintar para una persona o en un servidor
people-admin-option-user = La persona
people-admin-option-server = El id del servidor
people-admin-option-banned = El id de la persona o del servidor
people-admin-option-reason = Una nota para ti
people-admin-stats-description = El bot en cifras
people-admin-paused = ⏸️  En pausa. { $running ->
        [0] No se está pintando nada
        [1] Una imagen aún se está terminando
       *[other] { $running } imágenes aún se están terminando
    }; las nuevas se aceptan y esperan. Con /admin resume se sigue.
people-admin-resumed = ▶️  Seguimos. { $waiting ->
        [0] Nadie estaba esperando.
        [1] Una imagen estaba esperando.
       *[other] { $waiting } imágenes estaban esperando.
    }
people-admin-draining = 🚰  Vaciando: no acepto nada nuevo. { $running ->
        [0] No se está pintando nada, ya puedes reiniciarme.
        [1] Una imagen aún se está terminando; /admin queue muestra cuándo acaba.
       *[other] { $running } imágenes aún se están terminando; /admin queue muestra cuándo acaban.
    }
people-admin-announced = 📣  { $count ->
        [0] Nadie espera. Quien pida algo hasta entonces se entera.
        [1] La imagen de una persona ya lo dice.
       *[other] { $count } imágenes ya lo dicen.
    } Reiniciarme te toca a ti.
people-admin-unannounced = 📣  Anulado.
people-admin-banned = 🚫  { $name } queda bloqueado. { $stopped ->
        [0] No tenía nada en camino.
        [1] Se detuvo una imagen en camino.
       *[other] Se detuvieron { $stopped } imágenes en camino.
    } /admin unban lo anula.
people-admin-unbanned = ✅  { $name } vuelve a ser bienvenido.
people-admin-hold-none = ▶️  Abierto
people-admin-hold-paused = ⏸️  En pausa
people-admin-hold-draining = 🚰  Vaciando
people-admin-queue = ### { $hold } · { $running } de { $slots } pintando · { $waiting } esperando
people-admin-running = 🎨  `{ $id }` { $owner } · empezó { $since }
people-admin-running-until = { people-admin-running } · lista { $until }
people-admin-waiting = 🕓  `{ $id }` { $owner } · pedida { $since }
people-admin-waiting-until = { people-admin-waiting } · empieza { $until }
people-admin-learning =
    🎓  { $count ->
        [one] Queda un estilo
       *[other] Quedan { $count } estilos
    } por aprender; el actual termina { $when }.
people-admin-learning-later =
    🎓  { $count ->
        [one] Queda un estilo
       *[other] Quedan { $count } estilos
    } por aprender.
people-admin-stuck = 🛑  **{ $device }** no vuelve de `{ $id }`; se notó { $since }, referencia `{ $reference }`. No pintará nada más hasta que me reinicien.
people-admin-stats = ### Cifras
    En marcha desde { $since } · codificador { $encoder } · en { $servers ->
        [1] un servidor
       *[other] { $servers } servidores
    }
    - **Últimas 24 horas**: { $asked } pedidas por { $people ->
        [1] una persona
       *[other] { $people } personas
    }, { $done } pintadas
    - **Guardado**: { $states }
people-admin-stats-state = { $state } { $count }
people-admin-stats-speed = - **{ $recipe }**: { NUMBER($seconds, maximumFractionDigits: 1) } s de media, de las últimas { $count }
people-admin-stats-none = ninguna todavía

error-owner-only = Eso solo puede hacerlo quien es dueño de este bot.
error-whom = Nombra a una persona o un servidor, no ambos.
error-server-id = «{ $text }» no es el id de una persona ni de un servidor.
    .hint = Es un número largo. Activa el modo desarrollador de Discord y luego haz clic derecho y «Copiar ID».
error-not-banned = { $name } no tiene ningún bloqueo.
error-ban-owner = No puedes bloquear a quien es dueño de este bot.
error-draining = Están a punto de actualizarme y no acepto imágenes nuevas.
    .hint = Inténtalo otra vez dentro de unos minutos.

error-opted-out = Esta imagen es de alguien que prefiere ser la única persona que encargue pintar sus imágenes.
    .hint = Elige otra imagen, por favor.
error-banned = No puedo pintar para ti: quien me lleva ha bloqueado tu cuenta.
    .hint = Si crees que es un error, escribe a quien me lleva.
error-banned-server = No puedo pintar en este servidor: quien me lleva lo ha bloqueado.
    .hint = En otros sitios sigo funcionando, por ejemplo en un mensaje directo.
error-other-channel = En este servidor se pinta en otros canales.
    .hint = Vuelve a pedirlo en { $channels }.
error-role-needed = En este servidor pinto para personas con ciertos roles.
    .hint = Necesitas uno de estos: { $roles }.
error-recipe-not-here = La receta «{ $recipe }» no se usa en este servidor.
    .hint = Elige entre { $recipes }.
error-quota-reached = { $count ->
        [1] Ya has tenido tu imagen de las últimas 24 horas.
       *[other] Ya has tenido tus { $count } imágenes de las últimas 24 horas.
    }
    .hint = Puedes pedir la siguiente { $when }.
error-quota-reached-here = { $count ->
        [1] Ya has tenido tu imagen de las últimas 24 horas en este servidor.
       *[other] Ya has tenido tus { $count } imágenes de las últimas 24 horas en este servidor.
    }
    .hint = Puedes pedir la siguiente { $when }.
error-animation-over-quota = Esta animación cuenta como { $count } imágenes, una por cada 25 fotogramas empezados. De las { $limit } que puedes pedir en 24 horas te quedan { $left }.
    .hint = Elige una más corta, o su primer fotograma.
error-export-too-large = Lo que guardo sobre ti no cabe en un archivo que Discord acepte.
    .hint = Pídeselo a quien me lleva.

# /instant.
people-instant-description = Elige si pinto los estilos aprendidos al instante, con calma o ambas cosas
people-instant-title = ### Imágenes al instante
people-instant-followed = Ambas
people-instant-alone = Al instante
people-instant-never = Con calma
people-instant-holds-followed = Cuando no nombras receta y he aprendido el estilo, la imagen llega al instante. Después la pinto también con calma, y esa imagen ocupa su lugar, mientras nadie espere mucho.
people-instant-holds-alone = Cuando no nombras receta y he aprendido el estilo, la imagen llega al instante. Un botón debajo la pinta con calma.
people-instant-holds-never = Pinto tus imágenes con calma, salvo que nombres la receta instant.
people-instant-here-alone = -# Aquí solo un botón la pinta con calma.
people-instant-here-never = -# Aquí todas las imágenes se pintan con calma.
