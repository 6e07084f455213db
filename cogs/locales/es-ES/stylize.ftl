# Pedir una imagen y recibirla.

stylize-description = Pinta una imagen con el estilo de otra
stylize-option-content = La imagen que se vuelve a pintar: una foto, por ejemplo
stylize-option-style = La imagen que presta su estilo: un cuadro, por ejemplo
stylize-option-more-style = Otra imagen cuyo estilo se mezcla
stylize-option-weights = Pesos de las imágenes de estilo, como 2, 1; si no, todos iguales
stylize-option-area = Qué se pinta: todo, o solo el motivo o el fondo de la foto
stylize-option-mask = Una imagen con la forma de la foto: se pinta donde es blanca
stylize-option-advanced = Pregúntame antes por capas, pérdidas, inicio, optimizador y pasos
stylize-option-strength = Cuánto estilo: 0 deja la foto como está; con 100 domina el cuadro (normal: 50)
stylize-option-recipe = Cuánto trabajo lleva: draft es rápido, fine es lento
stylize-option-size = Lado largo del resultado en píxeles
stylize-option-seed = La misma semilla y las mismas imágenes dan el mismo resultado
stylize-option-saved = Un estilo por su nombre: tuyo, de este servidor o uno de los míos
stylize-option-colours = De quién son los colores del resultado; normalmente, del cuadro
stylize-option-strokes = Tamaño de las pinceladas: 0,25 es fino, 4 es grueso (normal: 1)
stylize-option-recipe-string = Una receta de los detalles de una imagen; empieza por CH1
stylize-option-private = Solo tú ves el resultado
stylize-option-spoiler = Oculta el resultado hasta hacer clic; con imágenes ocultas ya ocurre siempre

stylize-choice-painting = Los colores del cuadro
stylize-choice-photo = Los colores exactos de la foto: solo se pintan la luz y la sombra
stylize-choice-matched = Los colores de la foto, a la manera del cuadro
stylize-choice-free = Colores sin control, como en las publicaciones

stylize-area-everywhere = Todo
stylize-area-subject = Solo el motivo
stylize-area-background = Solo el fondo
stylize-texture-description = Crea una textura solo a partir de un estilo, sin foto
stylize-reconstruct-description = Mira una imagen tal como la recuerda una capa de la red
stylize-reconstruct-content = La imagen que se mira
stylize-reconstruct-depth = A qué profundidad: las capas hondas recuerdan lo que hay y olvidan qué aspecto tiene
stylize-layers-description = Una lámina con una imagen por cada profundidad de la red
stylize-layers-of = Qué debe mostrar
stylize-layers-picture = La imagen que se mira
stylize-layers-saved = O un estilo por su nombre: tuyo, de este servidor o uno de los míos
stylize-sheet-texture = Texturas: lo que cada profundidad sabe del estilo
stylize-sheet-reconstruction = Reconstrucciones: lo que cada profundidad recuerda de la imagen
stylize-depth-1 = Superficial: relu1_1, casi cada píxel
stylize-depth-2 = relu2_1
stylize-depth-3 = relu3_1
stylize-depth-4 = relu4_1, como en /stylize
stylize-depth-5 = Honda: relu5_1, solo el contenido aproximado

stylize-show-description = Vuelve a mostrar una imagen que pinté para ti
stylize-show-option-id = El id de la imagen, en el nombre de su archivo; si lo dejas vacío, la más reciente
stylize-show-option-here = Para que la vean todos aquí; si no, solo la ves tú

stylize-history-description = Las imágenes que he pintado para ti
stylize-history-title = ### { $count ->
        [one] Tu imagen
       *[other] Tus { $count } imágenes
    }
stylize-history-empty = Todavía no he pintado nada para ti. Prueba /stylize con una foto y un cuadro.
stylize-history-open = Abrir una de estas
stylize-history-all-styles = Todos los estilos
stylize-history-newer = Más nuevas
stylize-history-older = Más antiguas
stylize-history-page = página { $page } de { $pages }

stylize-again = Otra vez
stylize-proper = Pintar con calma
stylize-keep = Dejar esta
stylize-followed = También la estoy pintando con calma. Esa imagen sustituirá a esta aquí.
stylize-vary = Variación
stylize-explore = Explorar
stylize-showall = Muéstrame todos
stylize-develop1 = 1
stylize-develop2 = 2
stylize-develop3 = 3
stylize-develop4 = 4
stylize-tune = Ajustar
stylize-mix = Mezclar…
stylize-advanced = Avanzado
stylize-bigger = Más grande
stylize-use = Usar de nuevo
stylize-compare = Comparar
stylize-before = Antes
stylize-after = Después
stylize-details = Detalles
stylize-recipe = Receta…
stylize-original = Original
stylize-cancel = Cancelar
stylize-delete = Eliminar

stylize-compare-before = Antes
stylize-compare-after = Después
stylize-use-title = Pintar otra foto
stylize-use-photo = Foto
stylize-use-like = Pintada como { $title }
stylize-delete-title = ¿Eliminar esta imagen?
stylize-delete-question = Otras personas pueden verla aquí. La imagen y su mensaje se eliminan para todos, para siempre.

# El formulario de «Ajustar». Los nombres de los campos tienen 45 caracteres como mucho, y su ayuda, 100.
stylize-mix-title = Mezclar otro estilo
stylize-mix-upload-help = Un cuadro, por ejemplo; déjalo vacío si has elegido un nombre arriba
stylize-mix-share = En qué proporción
stylize-mix-25 = Un cuarto
stylize-mix-50 = La mitad
stylize-mix-75 = Tres cuartos

stylize-advanced-title = Avanzado
stylize-advanced-content = Capas del contenido
stylize-advanced-style = Capas del estilo
stylize-advanced-layers-help = Con pesos, como relu4_1 o relu3_1=0.5, relu4_1=2
stylize-advanced-loss = Pérdida de estilo
stylize-advanced-way = Inicio y optimizador
stylize-advanced-steps = Pasos / variación total
stylize-advanced-steps-help = Como mucho { $limit } pasos; la variación total suaviza, como 160 / 0.02
stylize-loss-gram = Matrices de Gram (Gatys et al.)
stylize-loss-cosine = Matrices de Gram de rasgos normalizados (peluche)
stylize-loss-moments = Media y covarianza
stylize-loss-wasserstein = Distancia de Wasserstein entre gaussianas
stylize-init-content = Desde la foto
stylize-init-matched = Desde la foto con los colores del cuadro
stylize-init-noise = Desde ruido
stylize-init-style = Desde el cuadro
stylize-tune-title = Cambiar algo
stylize-form-strength = Intensidad
stylize-form-strength-help = De 0, la foto se queda, a 100, se entrega al cuadro
stylize-form-strokes = Tamaño de las pinceladas
stylize-form-strokes-help = De 0.25, finas, a 4, gruesas; 1 es como en el cuadro
stylize-form-colours = Colores
stylize-tune-recipe = Receta
stylize-tune-size = Tamaño
stylize-tune-size-help = Lado largo en píxeles; nunca más grande que la foto
stylize-recipe-title = Pintar según una receta
stylize-recipe-line = Receta
stylize-recipe-line-help = Es la de esta imagen; pega otra en su lugar, empieza por CH1
stylize-recipe-seed = Otra semilla
stylize-recipe-seed-help = Un número entero, como 42; déjalo vacío para conservar la de la receta

stylize-details-title = ### Cómo se hizo
    -# imagen `{ $id }`
stylize-details-recipe-name = receta: **{ $recipe }**
stylize-details-size = tamaño: **{ $width } × { $height }**
stylize-details-strength = intensidad: **{ $strength }**
stylize-details-strokes = pinceladas: **×{ $scale }**
stylize-details-colours = colores: **{ $colours }**
stylize-details-start = método: **{ $optimizer }**, estilo comparado con **{ $loss }**
stylize-details-layers = capas: contenido **{ $content }**, estilo **{ $style }**
stylize-details-instant = método: **una red que ha aprendido el estilo**, en una pasada; las pérdidas se midieron con 256 píxeles
stylize-details-parent = hecha a partir de: `{ $id }`
stylize-details-recipe = **Receta.** Con las mismas imágenes da el mismo resultado: para `recipe_string` en /stylize, o aquí abajo.
stylize-plot-jumps = Donde las curvas saltan, la pintura sigue a mayor tamaño.
stylize-plot-title = Pérdidas de { $id }
stylize-plot-steps = paso
stylize-plot-loss = pérdida (parte de la inicial)
stylize-plot-style = estilo
stylize-plot-content = contenido
stylize-plot-alt = Las pérdidas de cada capa a lo largo de los pasos. { $title }

stylize-menu-title = Stylize
stylize-with-title = Pintar con { $name }
stylize-with-photo = La foto que se va a pintar
stylize-menu-saved = Estilo, por su nombre
stylize-menu-saved-help = Hasta tres; se mezclan, también con las imágenes de abajo
stylize-menu-upload = O una imagen como estilo
stylize-menu-upload-help = Un cuadro, por ejemplo. Deja ambos vacíos para elegir entre imágenes.
stylize-menu-style-title = Usar como estilo
stylize-menu-style = Qué imagen es el estilo
stylize-menu-photo = Una foto para pintarla con este estilo
stylize-menu-photo-help = O abajo un enlace a ella; o ninguna de las dos, si solo quieres guardar el estilo
stylize-menu-link = O un enlace a una foto
stylize-menu-link-help = De una imagen en Discord: clic derecho sobre ella y «Copiar enlace»
stylize-menu-name = Guardar el estilo como
stylize-menu-name-help = Un nombre; déjalo vacío para usarlo solo una vez
stylize-menu-shelf = Guardarlo para
stylize-menu-for-me = Mí
stylize-menu-for-server = Todos en este servidor
stylize-style-kept = 🖌️  Guardado como «{ $name }». A partir de ahora puedes elegirlo por ese nombre.

stylize-looking = 👀  Voy a mirar tus imágenes…
stylize-choose-picture = **¿Cuál de estas pinto?**
stylize-choose-picture-hint = Elige una imagen
stylize-choose-style = **¿En qué estilo?** Elige uno por su número o sube una imagen.
stylize-choose-style-hint = Elige un estilo
stylize-all-title = **{ $photo }** en { $count } estilos que se pintan al instante. Elige uno por su número para pintarlo entero.
stylize-all-hint = Pintar en…
stylize-choose-use = Usar { $name }
stylize-choose-upload = Subir una imagen
stylize-choose-upload-title = Una imagen como estilo
stylize-choose-upload-field = Un cuadro, por ejemplo
stylize-clip-question = **Esta imagen se mueve.** ¿El primer fotograma o todo?
stylize-clip-first = El primer fotograma
stylize-clip-all = Todo

stylize-title-transfer = { $photo } en { $style }
stylize-title-transfer-sheet = { $photo } en { $style }, cuatro bocetos
stylize-title-texture = Textura en { $style }
stylize-title-reconstruction = { $photo } tal como lo recuerda { $layer }
stylize-title-texture-sheet = { $style } por profundidad de la red
stylize-title-reconstruction-sheet = { $photo } por profundidad de la red
stylize-title-photo = Foto
stylize-title-style = el estilo de otra imagen
stylize-title-for = { $title } para { $owner }
stylize-title-strength = intensidad { $strength }
stylize-title-instant = al instante
stylize-title-frames = { $frames } fotogramas
stylize-title-everywhere = todo pintado
stylize-title-subject = solo el motivo
stylize-title-background = solo el fondo
stylize-title-mask = con una máscara
stylize-title-seed = semilla { $seed }

stylize-accepted = 🎨  ¡Anotado! Ya estoy mezclando la pintura…
stylize-queued = 🕓  En la cola: { $ahead } delante de ti.
stylize-queued-until = { stylize-queued } Empieza { $when }.
stylize-progress = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# paso { $step } de { $steps } · pérdida de estilo { $style } · contenido { $content }
stylize-progress-until = { stylize-progress } · lista { $when }
stylize-progress-frames = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# fotograma { $step } de { $steps }
stylize-progress-frames-until = { stylize-progress-frames } · lista { $when }
stylize-resumed = ⏸️  Me estoy reiniciando. Tu imagen conserva su sitio, y la pinto en cuanto vuelva.
stylize-cancelled = ⏹️  Detenida.
stylize-failed = No ha funcionado.
stylize-lost = He pintado tu imagen, pero su archivo se ha perdido aquí; lo siento. Pulsa «Otra vez» y la pinto de nuevo.
stylize-outlived = 🎨  Esto tarda más de lo que Discord me deja cambiar este mensaje. Tu imagen llegará en uno nuevo.
stylize-finished-elsewhere = ✅  Esta ya está terminada: el resultado está en otro mensaje.
stylize-losses-transfer = estilo { $first } → { $last }, contenido { $content }, { $seconds } s
stylize-losses-texture = estilo { $first } → { $last }, { $seconds } s
stylize-losses-reconstruction = contenido { $first } → { $last }, { $seconds } s
stylize-losses-drafts = { $drafts } · { $seconds } s
stylize-losses-clip = { $frames } fotogramas · { $seconds } s
stylize-draft = { $number }: intensidad { $strength }, pinceladas ×{ $scale }
stylize-run = { $steps } pasos · { $encoder } · semilla { $seed }

stylize-change-recipe = receta { $before } → { $after }
stylize-change-strength = intensidad { $before } → { $after }
stylize-change-size = { $before } → { $after } px
stylize-change-colours = colores: { $after }
stylize-change-area = { $after }
stylize-change-style-scale = pinceladas ×{ $before } → ×{ $after }

stylize-colours-painting = los del cuadro
stylize-colours-photo = los de la foto, exactos
stylize-colours-matched = los de la foto
stylize-colours-free = sin control

stylize-preview-alt = La imagen tal como está ahora, todavía a medio pintar
stylize-note-memory = No había memoria suficiente para { $wished } px, así que son { $size } px.
stylize-note-clip-size = Para que quepa aquí, tiene { $width } × { $height } píxeles en vez de { $full_width } × { $full_height }.
stylize-note-clip-frames = Para que quepa aquí, tiene { $frames } de sus { $all } fotogramas.
stylize-late = 🎨  { $owner }, tu imagen está lista. Llegó demasiado tarde para mi primera respuesta.
stylize-late-failed = { $owner }, sobre la imagen que pediste hace un rato:
stylize-direct = 🎨  Tu imagen está lista. No he podido publicarla donde la pediste.
stylize-direct-failed = Sobre la imagen que pediste; allí no he podido responder:
stylize-ready = 🔔 { $owner }, [tu imagen]({ $link }) está lista.
stylize-ready-failed = 🔔 { $owner }, [tu imagen]({ $link }) no se pudo pintar.
stylize-ready-direct = 🔔 [Tu imagen]({ $link }) está lista.
stylize-ready-failed-direct = 🔔 [Tu imagen]({ $link }) no se pudo pintar.
stylize-ready-private = 🔔 Tu imagen privada está lista. `/show` te la trae aquí.
stylize-ready-failed-private = 🔔 Tu imagen privada no se pudo pintar.

stylize-notify-description = Elige si te aviso cuando tu imagen está lista
stylize-notify-title = ### Avisarme cuando esté lista
stylize-notify-open = Avísame
stylize-notify-never = Nunca
stylize-notify-long = Tras un minuto
stylize-notify-always = Siempre
stylize-notify-mention = Con una mención
stylize-notify-direct = Por mensaje directo
stylize-notify-holds-never = No te aviso: la imagen simplemente aparece.
stylize-notify-holds-long-mention = Cuando una imagen tardó más de un minuto, te menciono en un mensaje nuevo donde la pediste.
stylize-notify-holds-long-direct = Cuando una imagen tardó más de un minuto, te escribo un mensaje directo.
stylize-notify-holds-always-mention = Cada vez que una imagen está lista, te menciono en un mensaje nuevo donde la pediste.
stylize-notify-holds-always-direct = Cada vez que una imagen está lista, te escribo un mensaje directo.
stylize-notify-note = De las imágenes privadas, y donde no puedo publicar, te aviso solo por mensaje directo. Esto vale para tus imágenes en todas partes.

error-nothing-yet = Todavía no he pintado nada para ti.
    .hint = Prueba /stylize con una foto y un cuadro.
error-not-yours = Esa imagen se pintó para otra persona.
    .hint = Solo quien la pidió puede volver a mostrarla.
error-no-picture = No hay ninguna imagen terminada con ese id.
    .hint = El id está en el nombre del archivo: chameleon-<id>.png.
error-gone = Esa imagen ya no está aquí.
    .hint = Haz una nueva con /stylize.
error-too-many = { $limit ->
        [1] Ya tienes una imagen en camino.
       *[other] Ya tienes { $limit } imágenes en camino.
    }
    .hint = Espera a que termine alguna, o cancela una.
error-may-not-cancel = Solo quien pidió esta imagen y los moderadores pueden cancelarla.
error-may-not-delete = Solo quien pidió esta imagen y los moderadores pueden eliminarla.
error-too-large-size = Aquí pinto imágenes de hasta { NUMBER($limit, useGrouping: 0) } píxeles.
error-too-large-file = { $role ->
        [content] La imagen de contenido pesa más de { $megabytes } MB.
        [mask] La máscara pesa más de { $megabytes } MB.
       *[style] La imagen de estilo pesa más de { $megabytes } MB.
    }
    .hint = Guárdala más pequeña o como JPEG, e inténtalo otra vez.
error-not-handed-over = { $role ->
        [content] Discord no me ha dado la imagen de contenido.
        [mask] Discord no me ha dado la máscara.
       *[style] Discord no me ha dado la imagen de estilo.
    }
    .hint = Inténtalo otra vez; si vuelve a pasar, guarda la imagen y súbela de nuevo.
error-bad-picture = { $role ->
        [content] Imagen de contenido: { $problem }
        [mask] Máscara: { $problem }
       *[style] Imagen de estilo: { $problem }
    }
error-original-too-large = El original pesa { NUMBER($megabytes, maximumFractionDigits: 1) } MB, y aquí puedo enviar { NUMBER($limit, maximumFractionDigits: 1) } MB.
    .hint = Lo que ves es lo mejor que cabe. En un servidor con mejoras, o con un tamaño más pequeño, cabe más.
error-largest-already = Más grande no la puedo pintar.
    .hint = Es tan grande como la imagen de la que salió, o tan grande como pueden ser aquí las imágenes.
error-unclear-strength = No entiendo esa intensidad.
    .hint = Escribe un número de 0 a 100, como 50.
error-unclear-strokes = No entiendo ese tamaño de las pinceladas.
    .hint = Escribe un número de 0.25 a 4, como 1.5; lo normal es 1.
error-unclear-size = No entiendo ese tamaño.
    .hint = Escribe el lado largo en píxeles, como 512.
error-unclear-seed = No entiendo esa semilla.
    .hint = Escribe un número entero, como 42.
error-draft-gone = Ese formulario ha caducado, o es de otra persona.
    .hint = Empieza de nuevo, por favor.
error-mask-shape = La máscara tiene otra forma que la foto, de { $width } × { $height } píxeles.
    .hint = Haz la máscara a partir de la foto, sin recortarla.
error-recipe-pictures = Esa receta mezcla imágenes que no encuentro entre las tuyas.
    .hint = Añádelas con style_2, style_3 o mask.
error-recipe-other-styles = Esa receta es para { $count } estilos.
    .hint = Dame esa cantidad, con style_2 y style_3, o toma una receta sin mezcla.
error-no-style-to-mix = Esa imagen no tiene un estilo que mezclar.
    .hint = Usa /stylize con tu foto.
error-unclear-steps = No entiendo estos pasos.
    .hint = Escribe un número del 1 al { $limit }, o con la variación total: 160 / 0.02.
error-too-many-styles = Mezclo como mucho { $limit } estilos.
error-style-twice = El mismo estilo está dos veces en esa mezcla.
    .hint = Dale un peso: mosaic 2, comic 1.
error-weight-range = Un peso está por encima de 0 y es como mucho { $limit }.
    .hint = Escribe, por ejemplo, «mosaic 2, comic 1».
error-unclear-weights = No entiendo estos pesos.
    .hint = Escribe un número para cada imagen, { $count } en total, por ejemplo 2, 1.
error-recipe-version = Esa receta la escribió otra versión de mí.
    .hint = Pide una que se haya hecho aquí, o ajusta las opciones a mano.
error-recipe-unreadable = No puedo leer esa receta.
    .hint = Copia la línea entera de los detalles de una imagen, desde CH1 hasta su última letra.
error-no-style = Todavía no hay ningún estilo.
    .hint = Añade una imagen como «style», o elige uno por su nombre con «saved».
error-preview-running = Ya estoy pintando otra vista previa para ti.
    .hint = Espera a que esté lista y vuelve a pedirla.
error-preview-not-now = Ahora mismo no puedo pintar vistas previas.
    .hint = Inténtalo de nuevo en unos minutos.
error-style-not-learned = Aún no he aprendido ese estilo, así que no puedo pintarlo al instante.
    .hint = Elige otra receta o un estilo de la casa.
error-two-styles = Hay dos estilos, uno como imagen y otro por su nombre.
    .hint = Dame solo uno de los dos, por favor.
error-only-for-adults = Esa imagen se pintó donde solo la ven adultos.
    .hint = Deja «here» vacío para verla en privado, o usa /show en un canal con restricción de edad.
error-unknown-subject = Ya no sé de quién es esa imagen.
    .hint = Publícala tú si es tuya y vuelve a intentarlo con ella.
error-no-picture-in-post = En ese mensaje no veo ninguna imagen.
    .hint = Haz clic derecho en un mensaje con una imagen, o usa /stylize y añade la tuya.
error-no-style-in-form = Todavía no hay ningún estilo.
    .hint = Elige uno por su nombre, o añade una imagen como estilo.
error-two-styles-in-form = Has elegido un estilo por su nombre y además has añadido una imagen.
    .hint = Dame solo uno de los dos, por favor.
error-nothing-to-do-with-style = Todavía no hay nada que hacer con ese estilo.
    .hint = Añade una foto para pintarla, o ponle un nombre al estilo para guardarlo.
error-link-elsewhere = Solo puedo abrir enlaces a imágenes en Discord.
    .hint = Haz clic derecho en una imagen de aquí y elige «Copiar enlace», o añade la foto como archivo.
error-cannot-see-reply = Discord no me muestra el mensaje al que has respondido.
    .hint = Haz clic derecho en esa imagen (o mantenla pulsada) y elige Aplicaciones › Stylize…, o mencióname con las dos imágenes en un mismo mensaje: primero la foto, luego el cuadro.
error-no-picture-in-message = No veo ninguna imagen en tu mensaje.
    .hint = Mencióname con una foto y un cuadro, o con una foto y el nombre de un estilo; o usa /stylize.
error-recipe-too-long = Esa receta tiene más de { $limit } pasos.
    .hint = No pinto más tiempo. Elige una receta hecha aquí.
