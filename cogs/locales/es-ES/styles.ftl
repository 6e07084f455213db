# Estilos que se eligen por su nombre: propios, del servidor y de la casa.

styles-choice-mine = ⭐ { $name } · tuyo
styles-choice-guild = 🏘️ { $name } · este servidor
styles-choice-house = 🦎 { $name } · estilo de la casa

error-style-name-empty = Un estilo necesita un nombre.
    .hint = Ponle de 1 a 32 letras o cifras.
error-style-name-long = Ese nombre tiene más de { $limit } caracteres.
    .hint = Elige uno más corto, por favor.
error-style-name-characters = El nombre de un estilo solo puede tener letras, cifras, emojis, espacios y - ' . , ! ? & +.
    .hint = Empieza por una letra, una cifra o un emoji.
error-style-name-taken = Ya hay un estilo llamado «{ $name }».
    .hint = Elige otro nombre, o quita antes ese con /style remove.
error-style-picture-taken = Esa imagen ya está guardada: se llama «{ $name }».
error-style-full-mine = { $limit ->
        [0] Aquí no se pueden guardar estilos.
        [1] Tienes un estilo guardado y no hay sitio para más.
       *[other] Tienes { $limit } estilos guardados y no hay sitio para más.
    }
    .hint = Haz sitio con /style remove.
error-style-full-server = { $limit ->
        [0] No se pueden guardar estilos para servidores.
        [1] Este servidor tiene un estilo guardado y no hay sitio para más.
       *[other] Este servidor tiene { $limit } estilos guardados y no hay sitio para más.
    }
    .hint = Haz sitio con /style remove.
error-style-not-found = Aquí no hay ningún estilo llamado «{ $name }».
    .hint = /style list muestra todos los que hay.
error-style-not-found-but = Aquí no hay ningún estilo llamado «{ $name }».
    .hint = ¿Querías decir «{ $other }»?
error-style-house = Los estilos de la casa se quedan: todo el mundo puede usarlos.
error-style-not-yours = «{ $name }» lo guardó otra persona.
    .hint = Solo esa persona y los moderadores de este servidor pueden quitarlo.
error-style-one-picture = Un estilo se hace con una sola imagen.
    .hint = Dame o bien una imagen, o bien una de las que ya he pintado.
error-style-no-server = Aquí no hay ningún servidor que pueda tener estilos.
    .hint = Guárdalo para ti, o úsame en un servidor del que yo sea miembro.
error-style-may-not-save = { $who ->
        [moderators] Solo los moderadores guardan estilos para este servidor.
       *[roles] Solo quienes tienen ciertos roles guardan estilos para este servidor.
    }
    .hint = De todas formas puedes guardarlo para ti.
error-style-only-for-adults = Todo el mundo en un servidor ve sus estilos, así que no acepto ninguno de lo que tiene restricción de edad o está oculto como spoiler.
    .hint = De todas formas puedes guardarlo para ti.

styles-description = Guarda imágenes como estilos y mira los que hay
styles-save-description = Guarda una imagen como estilo que se elige por su nombre
styles-save-name = Cómo se llamará
styles-save-image = La imagen: un cuadro, por ejemplo
styles-save-picture = O una imagen que he pintado, por su id
styles-save-for = Quién puede usarlo (solo tú, si lo dejas vacío)
styles-for-mine = Solo yo
styles-for-guild = Todos en este servidor
styles-list-description = Mira los estilos que puedes elegir
styles-list-which = Cuáles (todos, si lo dejas vacío)
styles-which-all = Todos
styles-which-house = Los estilos de la casa, pintados por mí
styles-info-description = Mira un estilo en grande y de dónde viene
styles-preview-description = Mira una foto en todos los estilos instantáneos, en una sola hoja
styles-preview-photo = La foto
styles-info-style = Su nombre
styles-remove-description = Quita un estilo tuyo o, si moderas, uno del servidor
styles-remove-style = Su nombre

styles-saved-mine = ⭐  Guardado para ti: **{ $name }**
styles-saved-guild = 🏘️  { $saver } ha guardado un estilo para este servidor: **{ $name }**
styles-use = Úsalo con /stylize: elige «{ $name }» en **saved**.
styles-removed-mine = 🗑️  He quitado tu estilo **{ $name }**. Las imágenes que se pintaron con él se quedan.
styles-removed-guild = 🗑️  He quitado el estilo **{ $name }** de este servidor. Las imágenes que se pintaron con él se quedan.
styles-alt = El estilo «{ $name }»
styles-sheet-alt = Estilos por número: { $names }
styles-painted-sheet-alt = La foto en estilos por número: { $names }

styles-by-mine = tuyo, guardado { $when }
styles-by-guild = guardado por { $saver } { $when }
styles-by-house = estilo de la casa
styles-uses = { $uses ->
        [1] usado una vez
       *[other] usado { $uses } veces
    }

# Hasta dónde está aprendido un estilo; $when es «dentro de 5 minutos» o «hacia las 14:05».
styles-stage-learned = ⚡ al instante
styles-stage-learning = aprendiéndose, listo { $when }
styles-stage-waiting = se aprenderá pronto
styles-card-learned = ⚡  He aprendido este estilo: sus imágenes están al instante.
styles-card-learning = Estoy aprendiendo este estilo y termino { $when } si nadie quiere una imagen mientras tanto. Después sus imágenes estarán al instante.
styles-card-waiting = Aprendo este estilo cuando no tengo nada que pintar. Después sus imágenes estarán al instante.
styles-meant-info = Mostrar { $name }
styles-meant-remove = Quitar { $name }
styles-tell-me = Avísame
styles-tell-learned = Ya he aprendido **{ $name }**. Sus imágenes están al instante.
styles-tell-learning = Te escribo en cuanto haya aprendido **{ $name }**.
styles-tell-waiting = { styles-tell-learning }
styles-tell-left = No voy a aprender **{ $name }**, pero puedo pintar con él.
styles-learned-notice = ⚡  He aprendido **{ $name }**: desde ahora las imágenes de este estilo están al instante.

styles-list-all = ### { $count ->
        [1] Un estilo para elegir
       *[other] { $count } estilos para elegir
    }
styles-list-mine = { $count ->
        [0] ### Todavía no tienes estilos
            Guarda uno con /style save.
        [1] ### Tu estilo
       *[other] ### Tus { $count } estilos
    }
styles-list-guild = { $count ->
        [0] ### Este servidor todavía no tiene estilos
            Guarda uno con /style save, para todos en este servidor.
        [1] ### El estilo de este servidor
       *[other] ### Los { $count } estilos de este servidor
    }
styles-list-house = ### { $count } estilos de la casa, pintados por mí
styles-previous = Atrás
styles-next = Más
styles-page = página { $page } de { $pages }
styles-how = O elige uno con /stylize, en **saved**; míralo en grande con /style info.
styles-paint-with = Pintar con este

styles-house-night-wind = Óleo
styles-house-stained-glass = Vidriera
styles-house-waves = Xilografía
styles-house-garden = Acuarela
styles-house-comic = Cómic
styles-house-mosaic = Mosaico
styles-house-ink-wash = Tinta aguada
styles-house-marbling = Papel marmolado
styles-house-pointillism = Puntillismo
styles-house-cubism = Cubismo
styles-house-neon = Neón
styles-house-linocut = Linograbado

# /style export y /style import
styles-export-description = Recibe los estilos guardados, con lo que los ha aprendido, en un archivo
styles-export-for = De quién (los tuyos, si no dices nada)
styles-import-description = Guarda todos los estilos de un archivo hecho con /style export
styles-import-pack = El archivo, por ejemplo styles.zip
styles-exported = 📦  { $count ->
        [one] Un estilo. /style import acepta este archivo en cualquier lugar donde esté yo.
       *[other] { $count } estilos. /style import acepta este archivo en cualquier lugar donde esté yo.
    }{ $kept ->
        [0] { "" }
        [one] { " " }Otro se queda aquí: quien lo guardó no deja que nadie use sus imágenes.
       *[other] { " " }Otros { $kept } se quedan aquí: quienes los guardaron no dejan que nadie use sus imágenes.
    }
styles-imported = 📦  { $count ->
        [0] No se guardó ningún estilo.
        [one] Un estilo guardado{ $learned ->
            [0] .
           *[other] , ya aprendido.
        }
       *[other] { $count } estilos guardados, { $learned } de ellos ya aprendidos.
    }
styles-not-imported = -# { $name }: { $reason }
styles-not-imported-more = -# Y { $count } más no se guardaron.
error-pack-damaged = Esto no es un paquete de estilos, o está dañado.
    .hint = Los paquetes de estilos vienen de /style export o de «nst pack».
error-pack-too-large = El paquete de estilos es demasiado grande.
    .hint = Puede tener { $megabytes } MB como máximo.
error-pack-too-large-here = Estos estilos hacen un archivo de más de { $megabytes } MB, y Discord no acepta aquí uno mayor.
    .hint = Quita algunos, o pídelo en un servidor con límites más altos.
error-pack-version = Esta versión mía no conoce este paquete de estilos.
    .hint = Expórtalo otra vez.
error-pack-twice = Dos estilos del paquete tienen el mismo nombre.
error-pack-names = Un estilo del paquete no tiene un nombre válido.
error-pack-count = No hay estilos que exportar, o hay más de { $limit }.
    .hint = Guarda uno con /style save.
error-pack-picture-large = La imagen de «{ $name }» es demasiado grande para un paquete de estilos.
error-pack-other-picture = La red de «{ $name }» ha aprendido otra imagen.
