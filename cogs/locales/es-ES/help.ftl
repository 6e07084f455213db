# /help: una tarjeta que cabe en una pantalla. $stylize y demás son enlaces a comandos.

help-description = Qué sé hacer y cómo pedirlo
help-title = ### 🦎 { $me }
    Pinto tu foto con el estilo de otra imagen: no con un filtro, sino desde cero, paso a paso, mientras tú miras.
help-ways = **Cuatro maneras de pedirlo**
    - { $stylize }: una foto, y un cuadro o el nombre de un estilo ({ $style-list } los muestra todos)
    - Clic derecho en la imagen de alguien (en el móvil: mantenla pulsada), **Aplicaciones**, y luego **{ $menu-stylize }** o **{ $menu-style }**
    - Mencióname con una foto, o al responder a una imagen mía, y nombra un estilo: «{ $me } mosaic»
    - { $challenge-list }: pulsa **{ challenges-button-paint }**, presenta la imagen y vota
help-buttons = **Debajo de tu imagen**
    🎲 { stylize-again }: otro intento · 🔀 { stylize-vary }: algo parecido · 🎛️ { stylize-tune }: cambia intensidad, pinceladas, colores · 🔍 { stylize-bigger } · 📊 { stylize-details }: cómo se hizo · 🗑️ { stylize-delete }
help-more = **Y después**
    { $history } tiene tus imágenes, { $show } recupera una, { $notify } te avisa, { $style-save } guarda un estilo. { $texture }, { $reconstruct } y { $layers } muestran lo que ve la red.
help-people = -# { $consent }: si los demás pueden encargar que pinte tus imágenes · { $privacy }: qué guardo, y cómo llevártelo o borrarlo
help-moderators = -# Tú moderas aquí: { $challenge-create } inicia un reto.
help-admins = -# Tú administras aquí: { $settings } dice dónde, para quién y a qué tamaño pinto.
