# Retos de arte de la comunidad.

challenges-description = Retos de arte: pintar, participar, votar y celebrar
challenges-create-description = Organiza un reto; ves una vista previa antes que nadie
challenges-submit-description = Presenta una imagen que pinté para ti
challenges-list-description = Los retos de este servidor
challenges-show-description = Muestra un reto, su galería y lo que puedes hacer en él
challenges-me-description = Tus participaciones, puestos y puntos en este servidor
challenges-leaderboard-description = Quién ha ganado más en este servidor
challenges-manage-description = Revisar, alargar, cerrar, descalificar, cancelar, repetir, exportar
challenges-review-description = Mira las participaciones que esperan aprobación
challenges-extend-description = Mueve el plazo de lo que está en marcha
challenges-close-description = Termina lo que está en marcha: primero las participaciones, luego la votación
challenges-disqualify-description = Saca una participación de un reto
challenges-cancel-description = Termina un reto sin resultado
challenges-repeat-description = Repetir un reto cada semana o cada mes, con una lista de temas
challenges-stop-description = Dejar de repetir un reto
challenges-export-description = Un reto como tabla, o sus imágenes en un archivo
challenges-enter-menu = Presentar al reto

challenges-option-title = Cómo se llama
challenges-option-kind = Qué tienen todos en común
challenges-option-theme = De qué trata, en una frase
challenges-option-picture = El estilo o la foto que usan todos
challenges-option-style = El estilo que usan todos, por su nombre aquí
challenges-option-entries = Cuánto o hasta cuándo se participa: 3 días, viernes 18:00 (normal: 3 días)
challenges-option-votes = Cuánto o hasta cuándo se vota: 2 días, domingo por la noche (normal: 2 días)
challenges-option-starts = Cuándo empieza: mañana 9:00, 24 de diciembre (normal: ya)
challenges-option-timezone = Tu zona horaria, para las fechas: Europe/Madrid (normal: como la última vez)
challenges-option-each = Imágenes que puede presentar una persona (normal: 1)
challenges-option-favourites = Imágenes a las que puede votar una persona (normal: 3)
challenges-option-anonymous = Ocultar los nombres hasta el final (normal: sí)
challenges-option-instant = Admitir también imágenes instantáneas (normal: sí)
challenges-option-review = Un canal donde los moderadores miran las participaciones antes de que se muestren
challenges-option-channel = Dónde se publica (normal: aquí)
challenges-option-thread = Crear un hilo para él (normal: no)
challenges-option-event = Ponerlo en los eventos del servidor (normal: no)
challenges-option-enter-role = El rol que hace falta para participar
challenges-option-vote-role = El rol que hace falta para votar
challenges-option-account-days = Antigüedad mínima de una cuenta para votar, en días
challenges-option-newcomers = Dejar votar también a quien llegue durante la votación (normal: no)
challenges-option-winner-role = El rol que recibe quien gana
challenges-option-winner-days = Durante cuántos días lo tiene quien gana (normal: para siempre)
challenges-option-season = Para qué cuentan sus puntos (normal: el año)
challenges-option-challenge = Qué reto
challenges-option-entry = Qué imagen: en la lista están las más nuevas
challenges-option-replace = La participación tuya que sustituye
challenges-option-season-shown = Qué temporada (normal: todas)
challenges-option-until = Cuánto más, o hasta cuándo: 1 día, viernes 18:00
challenges-option-number = El número de la participación
challenges-option-reason = Por qué; la persona puede leerlo
challenges-option-every = Con qué frecuencia
challenges-option-series = Cuál (normalmente el más nuevo)
challenges-option-format = Una tabla o las imágenes

challenges-kind-style = Todos pintan con un mismo estilo
challenges-kind-photo = Todos pintan una misma foto
challenges-kind-free = Libre
challenges-every-weekly = Cada semana
challenges-every-monthly = Cada mes
challenges-format-csv = Tabla (CSV)
challenges-format-json = Todo (JSON)
challenges-format-zip = Imágenes (zip)

challenges-board-title = ## 🎨 { $title }
challenges-board-theme = *{ $theme }*
challenges-board-style = 🖌️ **Todos pintan con el estilo de abajo.** La foto la eliges tú.
challenges-board-photo = 🖼️ **Todos pintan la foto de abajo.** El estilo lo eliges tú.
challenges-board-free = ✨ **La foto y el estilo los eliges tú.**
challenges-board-draft = 👀 **Vista previa**: solo tú ves esto. Participaciones desde { $opens } hasta { $closes }, votos hasta { $ends }.
challenges-board-draft-now = 👀 **Vista previa**: solo tú ves esto. Se abre cuando lo publiques. Participaciones hasta { $closes }, votos hasta { $ends }.
challenges-board-announced = 🕓 Participaciones desde { $opens } ({ $opens-in }) hasta { $closes }, votos hasta { $ends }.
challenges-board-open = 🟢 **Abierto a participaciones** hasta { $closes } ({ $closes-in }). Votos hasta { $ends }.
challenges-board-voting = 🗳️ **La votación está abierta** hasta { $ends } ({ $ends-in }). Hasta entonces puedes cambiar tus favoritas.
challenges-board-counting = ⏳ La votación ha terminado. Estoy contando.
challenges-board-cancelled = ⛔ Este reto se canceló.
challenges-board-cancelled-why = ⛔ Este reto se canceló: { $reason }
challenges-board-moved = El reto sigue [aquí]({ $link }).
challenges-board-count = { $count ->
        [0] Todavía no ha participado nadie.
        [one] Una imagen por ahora.
       *[other] { $count } imágenes por ahora.
    }
challenges-board-total = { $count ->
        [0] Ninguna imagen.
        [one] Una imagen.
       *[other] { $count } imágenes.
    }
challenges-board-part = { $shown } de { $count } imágenes, en un orden que cambia. **{ challenges-button-browse }** las muestra todas.

challenges-rule-each = { $count ->
        [one] 1 imagen por persona
       *[other] { $count } imágenes por persona
    }
challenges-rule-favourites = { $count ->
        [one] 1 voto por persona
       *[other] { $count } votos por persona, para imágenes distintas
    }
challenges-rule-anonymous = nombres ocultos hasta el final
challenges-rule-no-instant = sin imágenes instantáneas
challenges-rule-review = los moderadores miran antes las participaciones
challenges-rule-enter-role = para participar hace falta { $role }
challenges-rule-vote-role = para votar hace falta { $role }
challenges-rule-account = { $days ->
        [one] votan las cuentas con al menos un día
       *[other] votan las cuentas con al menos { $days } días
    }
challenges-rule-members = puede votar quien ya está aquí antes de la votación
challenges-rule-winner = { $days ->
        [0] quien gana recibe { $role }
        [one] quien gana recibe { $role } durante un día
       *[other] quien gana recibe { $role } durante { $days } días
    }
challenges-rule-ties = con los mismos votos, va delante la participación anterior
challenges-rule-season = temporada { $season }

challenges-post-open = 🟢 **{ $title }** está abierto: participa hasta { $closes } ({ $closes-in }).
challenges-post-remind-entry = ⏰ **{ $title }**: el plazo para participar termina { $closes-in }.
challenges-post-remind-vote = ⏰ **{ $title }**: la votación termina { $ends-in }.
challenges-post-cancelled = ⛔ **{ $title }** se canceló.
challenges-post-cancelled-why = ⛔ **{ $title }** se canceló: { $reason }

challenges-result-title = ## 🏆 { $title }
challenges-result-nobody = Esta vez no ha participado nadie. ¡Seguro que habrá otro!
challenges-result-no-votes = No ha votado nadie, así que no gana nadie. ¡Gracias por las imágenes!
challenges-result-line = { $medal } **#{ $number }** de { $owner } – { $votes ->
        [one] 1 voto
       *[other] { $votes } votos
    }
challenges-result-winner = { $winner } recibe el rol { $role }.
challenges-result-winner-days = { $winner } recibe el rol { $role } hasta { $until }.
challenges-result-voters = { $voters ->
        [one] Votó una persona.
       *[other] Votaron { $voters } personas.
    }
challenges-result-excluded = { $excluded ->
        [one] No se contó un voto de una cuenta bloqueada.
       *[other] No se contaron { $excluded } votos de cuentas bloqueadas.
    }
challenges-podium-subtitle = { $pictures ->
        [one] 1 imagen
       *[other] { $pictures } imágenes
    } · { $voters ->
        [one] 1 votante
       *[other] { $voters } votantes
    }
challenges-podium-votes = { $votes ->
        [one] 1 voto
       *[other] { $votes } votos
    }
challenges-alt-podium = El podio de { $title }: { $names }
challenges-alt-sheet = Hoja de contactos con las imágenes { $numbers }
challenges-alt-reference-style = El estilo con el que pintan todos
challenges-alt-reference-photo = La foto que pintan todos
challenges-alt-entry = Participación número { $number } de { $title }

challenges-button-paint = Pintar para el reto
challenges-button-mine = Mis participaciones
challenges-button-browse = Ver todas
challenges-button-vote = Ver y votar
challenges-button-details = Detalles
challenges-button-publish = Publicar
challenges-button-edit = Editar los textos
challenges-button-discard = Descartar
challenges-button-withdraw = Retirar #{ $number }
challenges-button-love = Votar por #{ $number }
challenges-button-unlove = Retirar mi voto
challenges-button-recipe = ¿Cómo se hizo?
challenges-button-closer = Una por una
challenges-button-back = Todas las imágenes
challenges-button-report = Denunciar
challenges-button-enter = Presentar al reto
challenges-button-approve = Mostrar
challenges-button-reject = Rechazar
challenges-button-stop = Dejar de repetir

challenges-form-words = Lo que dice
challenges-form-title = Título
challenges-form-theme = Tema, en una frase
challenges-form-description = Descripción
challenges-form-paint = Pintar para el reto
challenges-form-photo = Tu foto
challenges-form-style = Tu estilo: un cuadro, por ejemplo
challenges-form-reject = Rechazar una participación
challenges-form-reason = ¿Por qué? La persona puede leerlo.
challenges-form-repeat-weekly = Repetir cada semana
challenges-form-repeat-monthly = Repetir cada mes
challenges-form-themes = Temas, uno por línea
challenges-repeat-themes-help = Por orden, y luego otra vez desde el primero. Sin temas, se queda el actual.

challenges-published = ¡Publicado! El mensaje aparece en { $channel } dentro de un momento.
challenges-discarded = Descartado. No lo ha visto nadie.
challenges-when-twice = ❓ **{ $text }** existe dos veces: entonces se atrasan los relojes. ¿Cuál quieres decir?
challenges-when-zone = ❓ **{ $text }** puede ser dos horas: la zona horaria que indicaste no tiene horario de verano, pero muchos usan su nombre todo el año. ¿Cuál quieres decir?
challenges-style-meant = ⚠️ Aquí no hay ningún estilo llamado «{ $asked }», así que toma **{ $name }**. Descarta el borrador si querías otro.
challenges-lacking = ⚠️ Me falta { $permissions } en { $channel }. Dámelo antes de publicar.
challenges-lacking-thread = ⚠️ Me falta { $permissions } en { $channel }, así que no habrá hilo.
challenges-lacking-event = ⚠️ Me falta { $permissions }, así que no habrá evento.
challenges-lacking-role = ⚠️ Me falta { $permissions }, o mi propio rol está por debajo de { $role }, así que quien gane no lo recibiría.
challenges-entered = 🎉 Ya participas: **#{ $number }** en **{ $title }**. Presenta otra imagen para sustituirla, o retírala con **{ challenges-button-mine }**. La votación empieza { $closes-in }.
challenges-entered-review = 🎉 Recibida: **#{ $number }** en **{ $title }**. Se muestra en cuanto la mire un moderador.
challenges-entered-in-public = -# Aquí los nombres están ocultos hasta el final, pero otros pudieron ver que esta imagen es tuya. **{ challenges-button-paint }**, debajo del reto, pinta de modo que solo tú la veas.
challenges-withdrawn = #{ $number } está retirada y borrada.
challenges-which = ¿Para qué reto es?
challenges-which-entry = En **{ $title }** ya has presentado todas las imágenes que puedes. ¿Cuál debe sustituir esta?
challenges-mine-none = Todavía no tienes nada en **{ $title }**. Pinta algo y pulsa **{ challenges-button-enter }** debajo.
challenges-mine-title = Tus participaciones en **{ $title }**
challenges-mine-line = **#{ $number }** – { $state ->
        [pending] espera a un moderador
        [shown] participa
        [rejected] rechazada: { $reason }
       *[disqualified] descalificada: { $reason }
    }
challenges-gallery-title = **{ $title }** · página { $page } de { $pages }
challenges-gallery-empty = Todavía no hay nada que ver en **{ $title }**.
challenges-gallery-look = Ver una a tamaño completo
challenges-gallery-choose = Tus favoritas de esta página
challenges-favourites = Tus favoritas: { $numbers } ({ $count } de { $limit })
challenges-favourites-none = Tienes { $limit ->
        [one] un voto
       *[other] { $limit } votos
    }. Elige abajo y cambia de idea cuantas veces quieras.
challenges-favourites-turn = Tienes { $limit ->
        [one] un voto
       *[other] { $limit } votos
    }, y nadie puede votar a sus propias imágenes. Las de los demás están en las otras páginas.
challenges-favourites-own = Nadie puede votar a su propia imagen, y no hay ninguna otra a la que votar.
challenges-favourites-few = { $count ->
        [one] Hay una imagen a la que puedes votar.
       *[other] Hay { $count } imágenes a las que puedes votar.
    }
challenges-favourites-yours = { $count ->
        [one] { $numbers } es tuya. Nadie puede votar a su propia imagen.
       *[other] { $numbers } son tuyas. Nadie puede votar a sus propias imágenes.
    }
challenges-entry-own = Esta imagen es tuya. Nadie puede votar a su propia imagen.
challenges-entry-title = **#{ $number }** en **{ $title }**
challenges-entry-title-by = **#{ $number }** en **{ $title }**, de { $owner }
challenges-recipe = **#{ $number }** de { $owner }
challenges-recipe-style = Estilo: { $name }
challenges-recipe-params = Receta `{ $recipe }`, intensidad { $strength }, tamaño { $size }, semilla `{ $seed }`, codificador `{ $encoder }`
challenges-list-title = ### Retos
challenges-list-line = { $icon } **{ $title }** – { $what }
challenges-list-announced = se abre { $when }
challenges-list-open = abierto hasta { $when }
challenges-list-voting = votación hasta { $when }
challenges-list-closed = terminó { $when }
challenges-list-cancelled = cancelado
challenges-list-weekly = 🔁 **{ $title }** – cada semana, el próximo se abre { $when }
challenges-list-monthly = 🔁 **{ $title }** – cada mes, el próximo se abre { $when }
challenges-list-none = Aquí todavía no hay retos. Los moderadores empiezan uno con `/challenge create`.
challenges-board-leaders = ### 🏅 Clasificación
challenges-board-leaders-season = ### 🏅 Clasificación, { $season }
challenges-leader-line = **{ $rank }.** { $who } – { $points ->
        [one] 1 punto
       *[other] { $points } puntos
    } · 🏆 { $wins } · 🥉 { $podiums } · { $entries ->
        [one] 1 imagen
       *[other] { $entries } imágenes
    }
challenges-leaders-note = 5 puntos por un primer puesto, 3 por un segundo, 2 por un tercero, 1 por cada otra imagen con algún voto. 🏆 victorias, 🥉 veces entre los tres primeros.
challenges-leaders-none = Aquí todavía no ha terminado ningún reto.
challenges-leaders-no-points = Todavía nadie tiene puntos: ninguna imagen recibió un voto.
challenges-me-title = ### Tus retos aquí
challenges-me-none = Aquí no has participado en ningún reto. Pinta algo y pulsa **{ challenges-button-enter }** debajo cuando haya uno abierto.
challenges-me-total = { $rank ->
        [0] Aún sin puesto
       *[other] Puesto { $rank }
    }: { $points ->
        [one] 1 punto
       *[other] { $points } puntos
    }, { $wins ->
        [one] 1 victoria
       *[other] { $wins } victorias
    }, { $votes ->
        [one] 1 voto
       *[other] { $votes } votos
    } en total
challenges-me-place = **{ $title }** #{ $number } – puesto { $place }, { $votes ->
        [one] 1 voto
       *[other] { $votes } votos
    }
challenges-me-no-place = **{ $title }** #{ $number } – sin votos
challenges-me-running = **{ $title }** #{ $number } – sigue en marcha
challenges-me-out = **{ $title }** #{ $number } – { $state ->
        [rejected] rechazada
        [disqualified] descalificada
       *[other] cancelado
    }
challenges-review-post = 🔎 **#{ $number }** para **{ $title }**
    -# Los nombres están ocultos hasta el final, también para los moderadores.
challenges-review-post-by = 🔎 **#{ $number }** de { $owner } para **{ $title }**
challenges-review-none = En **{ $title }** no te espera nada.
challenges-review-more = { $count ->
        [one] Espera una más.
       *[other] Esperan { $count } más.
    }
challenges-approved = ✅ **#{ $number }** se muestra: { $moderator } la ha aprobado.
challenges-rejected = 🚫 { $moderator } ha rechazado **#{ $number }**: { $reason }
challenges-disqualified = **#{ $number }** queda descalificada: { $reason }
challenges-extended = **{ $title }** sigue hasta { $when } ({ $when-in }).
challenges-closed-entries = El plazo para participar en **{ $title }** ha terminado, y la votación está abierta hasta { $ends }.
challenges-closed-empty = El plazo para participar en **{ $title }** ha terminado. No participa ninguna imagen, así que no hay votación y el reto se acabó.
challenges-closed-vote = La votación de **{ $title }** está cerrada. El resultado aparece dentro de un momento.
challenges-cancelled = **{ $title }** queda cancelado.
challenges-repeats-weekly = 🔁 **{ $title }** se repite cada semana. El próximo se abre { $when } ({ $when-in }), o cuando termine el último, si es más tarde.
challenges-repeats-monthly = 🔁 **{ $title }** se repite cada mes. El próximo se abre { $when } ({ $when-in }), o cuando termine el último, si es más tarde.
challenges-repeats-themes = { $count ->
        [one] Un tema:
       *[other] { $count } temas, por orden:
    }
challenges-stopped = ⏹️ **{ $title }** ya no se repite. Lo que está abierto sigue hasta el final.
challenges-stopped-by-itself = ⏹️ **{ $title }** ya no se repite: no puedo publicar en { $channel }. Haz un reto en otro canal y repítelo con `/challenge manage repeat`.
challenges-exported = **{ $title }**: { $count ->
        [one] una participación
       *[other] { $count } participaciones
    }. Quién votó a quién sigue siendo secreto.
challenges-exported-nameless = Los nombres se añaden cuando termine la votación.
challenges-event = Participa con Chameleon en { $channel }. { $theme }

error-challenge-gone = Ese reto ya no está aquí.
    .hint = /challenge list muestra los que hay.
error-entry-gone = Esa participación ya no está aquí.
    .hint = Se retiró o se eliminó.
error-challenge-job-gone = Esa imagen se eliminó.
    .hint = Pinta otra.
error-challenge-none-open = Aquí no hay ningún reto abierto a participaciones.
    .hint = /challenge list muestra lo que está previsto.
error-challenge-enter-there = Las imágenes se presentan en el servidor donde se hace el reto.
    .hint = Allí, /challenge submit muestra tus imágenes más nuevas.
error-challenge-none = Aquí no hay ningún reto así.
    .hint = Elige uno de la lista que aparece al escribir.
error-challenge-server = Los retos se hacen en servidores.
    .hint = Inténtalo otra vez en uno del que yo sea miembro.
error-challenge-not-member = No soy miembro de este servidor, así que no puedo llevar un reto.
    .hint = Pide a alguien que lo administre que me añada.
error-challenge-no-picture = En ese mensaje no hay ninguna imagen mía.
    .hint = Elige un mensaje con una imagen que pinté para ti.
error-challenge-not-your-picture = Esa imagen se pintó para otra persona.
    .hint = Pulsa «{ stylize-again }» para tener una tuya.
error-challenge-not-your-entry = Esa participación es de otra persona.
    .hint = Los moderadores pueden descalificarla.
error-challenge-unfinished = Esa imagen no está terminada.
    .hint = Espera a que lo esté.
error-challenge-other-style = «{ $title }» es para imágenes con el estilo del reto.
    .hint = Pulsa «{ challenges-button-paint }» debajo del reto: así será el correcto.
error-challenge-other-photo = «{ $title }» es para imágenes con la foto del reto.
    .hint = Pulsa «{ challenges-button-paint }» debajo del reto: así será la correcta.
error-challenge-too-early = «{ $title }» todavía no ha empezado.
    .hint = Puedes participar a partir de { $when }.
error-challenge-too-late = «{ $title }» ya no admite participaciones.
    .hint = /challenge list muestra lo que está abierto.
error-challenge-enter-role = Para participar aquí necesitas el rol { $role }.
    .hint = Pregunta a un moderador cómo conseguirlo.
error-challenge-vote-role = Para votar aquí necesitas el rol { $role }.
    .hint = Pregunta a un moderador cómo conseguirlo.
error-challenge-not-for-all = Esa imagen no es para todo el mundo, y una galería sí lo es.
    .hint = Presenta una que no necesite spoiler y que no se pintara en un canal con restricción de edad.
error-challenge-no-instant = «{ $title }» no admite imágenes instantáneas.
    .hint = Pulsa *Pintar con calma* debajo de tu imagen y presenta la nueva.
error-challenge-only-for-adults = Esas imágenes son solo para adultos.
    .hint = Míralas en { $channel }.
error-challenge-reference-hidden = La imagen de un reto la ve todo el mundo, así que no acepto ninguna que esté oculta como spoiler.
    .hint = Elige otra imagen.
error-challenge-entries = { $limit ->
        [one] Ya has presentado una imagen.
       *[other] Ya has presentado { $limit } imágenes, que es el límite.
    }
    .hint = Sustituye una de las tuyas, o retírala.
error-challenge-twin = Alguien ha presentado exactamente la misma imagen.
    .hint = Prueba con otra semilla.
error-challenge-vote-early = La votación todavía no ha empezado.
    .hint = Empieza { $when }.
error-challenge-vote-late = La votación ha terminado.
error-challenge-young-account = Aquí solo votan cuentas con al menos { $days ->
        [one] un día
       *[other] { $days } días
    } de antigüedad.
    .hint = La próxima vez puedes presentar una imagen.
error-challenge-new-member = Solo puede votar quien ya estaba en este servidor antes de que empezara la votación.
    .hint = En el próximo reto serás bienvenido.
error-challenge-own-picture = Esa imagen es tuya.
    .hint = Elige la de otra persona.
error-challenge-favourites = Puedes tener { $limit ->
        [one] una favorita
       *[other] { $limit } favoritas
    }; las tuyas: { $numbers }.
    .hint = Retira antes una, o elige menos.
error-challenge-moderators = Los retos los organizan y los llevan los moderadores de este servidor.
    .hint = Pregunta a uno: hace falta «Gestionar mensajes» o «Gestionar eventos», o un rol que haya elegido el servidor.
error-challenge-needs-style = Falta el estilo que usan todos.
    .hint = Dalo como «picture», o elige uno guardado como «style».
error-challenge-needs-photo = Falta la foto que usan todos.
    .hint = Dala como «picture».
error-challenge-no-reference = Un reto libre no necesita ninguna imagen.
    .hint = No pongas ninguna.
error-challenge-entry-period = El plazo para participar debe durar entre un minuto y 120 días.
    .hint = Revisa las fechas y la zona horaria.
error-challenge-vote-period = El plazo para votar debe durar entre un minuto y 120 días.
    .hint = Revisa las fechas y la zona horaria.
error-challenge-date = No entiendo cuándo es «{ $text }».
    .hint = Escríbelo como «3 días», «2d 12h», «viernes 18:00», «mañana por la noche», «24 de diciembre 18:00» o «2026-12-24 18:00».
error-challenge-date-ambiguous = «{ $text }» puede ser { $count } momentos.
    .hint = Escribe la hora en UTC, por ejemplo 18:00 UTC.
error-challenge-date-skipped = La hora de «{ $text }» no existe: entonces se adelantan los relojes.
    .hint = Escribe una hora anterior o posterior.
error-challenge-date-past = «{ $text }» ya ha pasado.
    .hint = Revisa la fecha y la zona horaria.
error-challenge-zone = No conozco ninguna zona horaria «{ $name }».
    .hint = Elige una de la lista que aparece al escribir, como Europe/Madrid.
error-challenge-over = Ese reto ha terminado.
    .hint = /challenge list muestra los que están en marcha.
error-challenge-over-closed = Ese reto ha terminado.
    .hint = No hay nada que cerrar.
error-challenge-not-begun = Ese reto todavía no ha empezado.
    .hint = Si quieres, puedes cancelarlo.
error-challenge-not-later = Eso no es más tarde que el plazo actual.
    .hint = Da un momento posterior.
error-challenge-draft = Ese reto no está publicado.
    .hint = Haz un borrador nuevo.
error-challenge-decided = Eso ya estaba decidido.
    .hint = /challenge show muestra lo último.
error-challenge-no-series = Aquí no se repite ningún reto así.
    .hint = `/challenge manage repeat` empieza uno.
error-challenge-repeat-zone = La zona horaria { $zone } no tiene horario de verano, así que no sé cuándo se abre en verano.
    .hint = Haz el reto en una de estas zonas horarias: { $zones }.
error-challenge-hidden = Los nombres y las recetas se muestran cuando termina la votación.
    .hint = Eso será { $when }.
error-challenge-too-large = Las imágenes son demasiado grandes para Discord.
    .hint = Pide los archivos a quien me lleva.
