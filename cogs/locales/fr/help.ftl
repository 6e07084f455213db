# /help : une carte qui tient sur un écran. $stylize et les autres sont des liens vers des commandes.

help-description = Ce que je sais faire, et comment le demander
help-title = ### 🦎 { $me }
    Je peins ta photo dans le style d’une autre image : pas avec un filtre, mais en partant de zéro, étape par étape, sous tes yeux.
help-ways = **Quatre façons de demander**
    - { $stylize } : une photo, et un tableau ou le nom d’un style ({ $style-list } les montre tous)
    - Clic droit sur l’image de quelqu’un (sur mobile : reste appuyé), **Applications**, puis **{ $menu-stylize }** ou **{ $menu-style }**
    - Mentionne-moi avec une photo, ou en réponse à une de mes images, et nomme un style : « { $me } mosaic »
    - { $challenge-list } : appuie sur **{ challenges-button-paint }**, propose l’image, vote
help-buttons = **Sous ton image**
    🎲 { stylize-again } : un autre essai · 🔀 { stylize-vary } : quelque chose de proche · 🎛️ { stylize-tune } : intensité, coups de pinceau, couleurs · 🔍 { stylize-bigger } · 📊 { stylize-details } : comment elle a été faite · 🗑️ { stylize-delete }
help-more = **Et ensuite**
    { $history } a tes images, { $show } en remontre une, { $notify } te prévient, { $style-save } garde un style. { $texture }, { $reconstruct }, { $layers } : ce que voit le réseau.
help-people = -# { $consent } : si les autres peuvent faire peindre tes images · { $privacy } : ce que je garde, et comment l’emporter ou le supprimer
help-moderators = -# Tu modères ici : { $challenge-create } lance un défi.
help-admins = -# Tu gères ici : { $settings } dit où, pour qui et à quelle taille je peins.
