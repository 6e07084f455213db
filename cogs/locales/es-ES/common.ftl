# Lo que dicen todas las funciones. Las pistas (.hint) dicen qué hacer a continuación.

common-outdated = Me acaban de actualizar y Discord todavía muestra mis comandos antiguos. Inténtalo otra vez dentro de un minuto.
common-unanswered = No ha funcionado. Le cuento el motivo a quien lo pidió.
common-not-here = Eso no funciona aquí.
common-fault = Algo ha fallado por mi parte, lo siento. Inténtalo otra vez; si avisas del fallo, menciona `{ $reference }`.
common-expected = hacia las { $time }
common-correct = Corregir
common-kept-file = { $name } se conserva; añade otra para sustituirla
common-quoted = «{ $text }»

# Los nombres que Discord da a los permisos.
common-permission-view-channel = Ver canal
common-permission-send-messages = Enviar mensajes
common-permission-send-messages-in-threads = Enviar mensajes en hilos
common-permission-attach-files = Adjuntar archivos
common-permission-read-message-history = Leer el historial de mensajes
common-permission-create-public-threads = Crear hilos públicos
common-permission-create-events = Crear eventos
common-permission-manage-roles = Gestionar roles

error-permissions = Me falta el permiso { $permissions } en este canal.
    .hint = Pide a alguien que administre este servidor que me lo dé, o úsame en otro canal o por mensaje directo.
error-restarting = Me estoy reiniciando.
    .hint = Inténtalo otra vez dentro de un minuto.
error-no-files = Tengo demasiados archivos abiertos; tu imagen no tiene la culpa.
    .hint = Inténtalo otra vez dentro de un minuto. Si sigue así, quien me aloja debería permitir más archivos abiertos.
error-no-memory = Ahora no tengo memoria suficiente para abrir tu imagen.
    .hint = Redúcela o inténtalo otra vez cuando haya menos trabajo.
error-too-many-readings = Todavía estoy leyendo { $limit } imágenes tuyas.
    .hint = Espera las respuestas y luego envía más.

error-image-empty = El archivo está vacío.
    .hint = Puede que la subida se cortara: envíalo otra vez.
error-image-too-many-bytes = El archivo tiene { NUMBER($megabytes, maximumFractionDigits: 1) } MB; el límite es de { NUMBER($limit, maximumFractionDigits: 3) } MB.
    .hint = Guárdalo como JPEG o redúcelo, e inténtalo otra vez.
error-image-too-many-pixels = { $width ->
        [0] La imagen tiene muchos más de { NUMBER($limit, maximumFractionDigits: 6) } megapíxeles, que es el límite.
       *[other] La imagen tiene { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } píxeles; el límite es de { NUMBER($limit, maximumFractionDigits: 6) } megapíxeles.
    }
    .hint = Redúcela e inténtalo otra vez.
error-image-too-thin = La imagen es demasiado larga y estrecha: { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } píxeles.
    .hint = Recórtala para que sea como mucho { $aspect } veces más larga que ancha.
error-image-too-small = La imagen solo tiene { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } píxeles.
    .hint = Envía una de al menos { $least } píxeles en el lado más largo.
error-image-damaged = El archivo { $format } está dañado o incompleto.
    .hint = Ábrelo con otro programa, guárdalo como PNG o JPEG y envía ese.
error-image-unreadable = Este tipo de { $format } no se puede leer.
    .hint = Ábrelo con otro programa, guárdalo como PNG o JPEG y envía ese.
error-image-too-complex = Este archivo { $format } está hecho de tal modo que abrirlo llevaría muchísimo tiempo o memoria.
    .hint = Ábrelo con otro programa, guárdalo como PNG o JPEG y envía ese.
error-image-not-animated = Esta imagen no se mueve.
    .hint = Envía un GIF, WebP o PNG animado.
error-image-too-many-frames = La animación tiene { $count } fotogramas; el límite es de { $limit }.
    .hint = Hazla más corta o más pequeña e inténtalo de nuevo.
error-image-too-long = La animación dura { NUMBER($seconds, maximumFractionDigits: 1) } segundos; el límite es de { $limit }.
    .hint = Hazla más corta o más pequeña e inténtalo de nuevo.
error-image-too-heavy = La animación tiene { $count } fotogramas de { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } píxeles; el límite es de { NUMBER($limit, maximumFractionDigits: 6) } megapíxeles para todos.
    .hint = Hazla más corta o más pequeña e inténtalo de nuevo.
error-image-too-costly = { $what ->
        [time] Abrir esta imagen lleva más tiempo del que puedo dedicar a una.
       *[memory] Abrir esta imagen necesita más memoria de la que puedo dedicar a una.
    }
    .hint = Ábrela con otro programa, guárdala como PNG o JPEG y envía esa.
error-image-crash = Esta imagen ha hecho fallar dos veces el programa que abre las imágenes.
    .hint = Ábrela con otro programa, guárdala como PNG o JPEG y envía esa.
error-image-not-a-picture = { $what ->
        [a-pdf-document] Eso es un documento PDF, no una imagen que pueda pintar.
        [a-postscript-document] Eso es un documento PostScript, no una imagen que pueda pintar.
        [a-photoshop-document] Eso es un documento de Photoshop, no una imagen que pueda pintar.
        [a-gimp-document] Eso es un documento de GIMP, no una imagen que pueda pintar.
        [a-jpeg-xl-picture-which-cannot-be-read-yet] Eso es una imagen JPEG XL, que todavía no sé leer.
        [a-jpeg-2000-picture-which-cannot-be-read] Eso es una imagen JPEG 2000, que no sé leer.
        [an-icon] Eso es un icono, no una imagen que pueda pintar.
        [a-raw-photo] Eso es una foto en bruto (RAW), no una imagen que pueda pintar.
        [a-sound] Eso es un sonido, no una imagen que pueda pintar.
        [a-video] Eso es un vídeo, no una imagen que pueda pintar.
        [an-archive-or-an-office-document] Eso es un archivo comprimido o un documento de oficina, no una imagen que pueda pintar.
        [an-archive] Eso es un archivo comprimido, no una imagen que pueda pintar.
        [a-program] Eso es un programa, no una imagen que pueda pintar.
        [an-svg-drawing] Eso es un dibujo SVG, no una imagen que pueda pintar.
        [a-web-page] Eso es una página web, no una imagen que pueda pintar.
        [a-text-file] Eso es un archivo de texto, no una imagen que pueda pintar.
       *[unknown] Eso no es una imagen en un formato que conozca.
    }
    .hint = { $what ->
        [a-raw-photo] Ábrela en el programa de tu cámara o en otro para fotos en bruto, expórtala como JPEG y envíala.
       *[other] Envía una imagen JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF o BMP.
    }

error-memory = No hay memoria suficiente para esta imagen.
    .hint = Prueba con un tamaño más pequeño.
error-job-fault = Algo ha fallado por mi parte. Dale esta referencia a quien me aloja: { $reference }.
error-job-given-up = Esta imagen me ha detenido { $attempts } veces. Puede que con un tamaño más pequeño funcione.
error-storage-trouble = Ahora mismo no puedo guardar nada, así que no se ha aceptado ni cambiado nada.
    .hint = Vuelve a intentarlo dentro de un minuto; lo que enviaste hay que enviarlo de nuevo.
error-file-gone = Esa imagen ya no está aquí.
    .hint = Publícala otra vez, por favor.
error-size-range = El tamaño debe estar entre { NUMBER($smallest, useGrouping: 0) } y { NUMBER($largest, useGrouping: 0) } píxeles.
error-no-subject = En esta foto no hay un motivo claro.
    .hint = Da una máscara: blanca donde haya que pintar.
error-mask-empty = La máscara es negra, así que no se pintaría nada.
    .hint = Ponla blanca donde haya que pintar la foto.
error-unknown-layer = No hay ninguna capa «{ $layer }».
    .hint = Usa un nombre como relu4_1, un número de bloque del 1 al 5 o el índice de una convolución como 28.
error-layer-weight = El peso «{ $weight }» de { $layer } no es un número.
    .hint = Escribe relu4_1=0.5.
error-diverged = El cálculo se ha descontrolado mientras pintaba.
    .hint = Prueba con otra receta.
common-more = -# … y { $count } más
