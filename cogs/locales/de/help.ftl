# /help: eine Karte, die auf einen Bildschirm passt. $stylize und so weiter sind Links auf Befehle.

help-description = Was ich kann, und wie du es bekommst
help-title = ### 🦎 { $me }
    Ich male dein Foto im Stil eines anderen Bildes: nicht mit einem Filter, sondern von Grund auf, Schritt für Schritt, und du siehst dabei zu.
help-ways = **Vier Wege zu deinem Bild**
    - { $stylize }: ein Foto, und dazu ein Gemälde oder der Name eines Stils ({ $style-list } zeigt alle)
    - Rechtsklick auf das Bild von jemandem (am Handy: gedrückt halten), **Apps**, dann **{ $menu-stylize }** oder **{ $menu-style }**
    - Erwähne mich mit einem Foto oder in der Antwort auf ein Bild von mir, und nenne einen Stil: „{ $me } mosaic“
    - { $challenge-list }: **{ challenges-button-paint }** drücken, Bild einreichen, abstimmen
help-buttons = **Unter deinem Bild**
    🎲 { stylize-again }: ein neuer Versuch · 🔀 { stylize-vary }: etwas Ähnliches · 🎛️ { stylize-tune }: Stärke, Striche, Farben ändern · 🔍 { stylize-bigger } · 📊 { stylize-details }: wie es entstanden ist · 🗑️ { stylize-delete }
help-more = **Und danach**
    { $history }: deine Bilder, { $show } holt eins zurück, { $notify } gibt dir Bescheid, { $style-save } behält einen Stil. { $texture }, { $reconstruct }, { $layers }: was das Netz sieht.
help-people = -# { $consent }: ob andere deine Bilder malen lassen dürfen · { $privacy }: was ich aufbewahre, und wie du es mitnimmst oder löschst
help-moderators = -# Du moderierst hier: { $challenge-create } startet einen Wettbewerb.
help-admins = -# Du verwaltest hier: { $settings } legt fest, wo, für wen und wie groß ich male.
