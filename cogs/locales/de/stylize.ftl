# Ein Bild bestellen und bekommen.

stylize-description = Male ein Bild im Stil eines anderen
stylize-option-content = Das Bild, das neu gemalt wird: ein Foto zum Beispiel
stylize-option-style = Das Bild, dessen Stil übernommen wird: ein Gemälde zum Beispiel
stylize-option-more-style = Noch ein Bild, dessen Stil beigemischt wird
stylize-option-weights = Gewichte der Stilbilder, zum Beispiel 2, 1; sonst alle gleich
stylize-option-area = Was gemalt wird: alles oder nur das Motiv oder der Hintergrund des Fotos
stylize-option-mask = Ein Bild in der Form des Fotos: Gemalt wird, wo es weiß ist
stylize-option-advanced = Frag mich vorher nach Schichten, Verlusten, Start, Optimierer und Schritten
stylize-option-strength = Wie viel Stil: 0 lässt das Foto, wie es ist; bei 100 überwiegt das Gemälde (normal 50)
stylize-option-recipe = Wie viel Arbeit hineinfließt: draft geht schnell, fine dauert
stylize-option-size = Lange Seite des Ergebnisses in Pixeln
stylize-option-seed = Gleicher Seed und gleiche Bilder ergeben das gleiche Ergebnis
stylize-option-saved = Ein Stil beim Namen: deiner, einer von diesem Server oder einer von mir
stylize-option-colours = Wessen Farben das Ergebnis hat; normal die des Gemäldes
stylize-option-strokes = Größe der Pinselstriche: 0,25 ist fein, 4 ist grob (normal 1)
stylize-option-recipe-string = Ein Rezept aus den Details eines Bildes; es beginnt mit CH1
stylize-option-private = Nur du siehst das Ergebnis
stylize-option-spoiler = Ergebnis verstecken, bis man klickt; bei versteckten Bildern passiert das sowieso

stylize-choice-painting = Die Farben des Gemäldes
stylize-choice-photo = Genau die Farben des Fotos: Nur Hell und Dunkel werden gemalt
stylize-choice-matched = Die Farben des Fotos, nach Art des Gemäldes
stylize-choice-free = Farben nicht gesteuert, wie in den Veröffentlichungen

stylize-area-everywhere = Alles
stylize-area-subject = Nur das Motiv
stylize-area-background = Nur der Hintergrund
stylize-texture-description = Mache eine Textur nur aus einem Stil, ohne Foto
stylize-reconstruct-description = Sieh ein Bild so, wie sich eine Schicht des Netzes daran erinnert
stylize-reconstruct-content = Das Bild, um das es geht
stylize-reconstruct-depth = Wie tief: Tiefere Schichten wissen noch, was da ist, aber nicht mehr, wie es aussieht
stylize-layers-description = Ein Bogen mit einem Bild für jede Tiefe des Netzes
stylize-layers-of = Was er zeigen soll
stylize-layers-picture = Das Bild, um das es geht
stylize-layers-saved = Oder ein Stil beim Namen: deiner, einer von diesem Server oder einer von mir
stylize-sheet-texture = Texturen: was jede Tiefe vom Stil weiß
stylize-sheet-reconstruction = Rekonstruktionen: woran sich jede Tiefe beim Bild erinnert
stylize-depth-1 = Flach: relu1_1, fast jeder Pixel
stylize-depth-2 = relu2_1
stylize-depth-3 = relu3_1
stylize-depth-4 = relu4_1, wie in /stylize
stylize-depth-5 = Tief: relu5_1, nur der grobe Inhalt

stylize-show-description = Zeig ein Bild noch einmal, das ich für dich gemalt habe
stylize-show-option-id = Die ID des Bildes aus seinem Dateinamen; ohne sie dein neuestes
stylize-show-option-here = Für alle hier sichtbar; sonst siehst nur du es

stylize-history-description = Die Bilder, die ich für dich gemalt habe
stylize-history-title = ### { $count ->
        [one] Dein Bild
       *[other] Deine { $count } Bilder
    }
stylize-history-empty = Ich habe noch nichts für dich gemalt. Probier /stylize mit einem Foto und einem Gemälde.
stylize-history-open = Eins davon öffnen
stylize-history-all-styles = Alle Stile
stylize-history-newer = Neuere
stylize-history-older = Ältere
stylize-history-page = Seite { $page } von { $pages }

stylize-again = Noch mal
stylize-proper = Richtig malen
stylize-keep = Dieses behalten
stylize-followed = Ich male es auch noch richtig. Das Bild ersetzt dann dieses hier.
stylize-vary = Variation
stylize-explore = Erkunden
stylize-showall = Zeig mir alle
stylize-develop1 = 1
stylize-develop2 = 2
stylize-develop3 = 3
stylize-develop4 = 4
stylize-tune = Anpassen
stylize-mix = Beimischen…
stylize-advanced = Erweitert
stylize-bigger = Größer
stylize-use = Wieder nutzen
stylize-compare = Vergleichen
stylize-before = Vorher
stylize-after = Nachher
stylize-details = Details
stylize-recipe = Rezept …
stylize-original = Original
stylize-cancel = Abbrechen
stylize-delete = Löschen

stylize-compare-before = Vorher
stylize-compare-after = Nachher
stylize-use-title = Ein anderes Foto malen
stylize-use-photo = Foto
stylize-use-like = Gemalt wie { $title }
stylize-delete-title = Dieses Bild löschen?
stylize-delete-question = Andere können es hier sehen. Das Bild und seine Nachricht werden für alle gelöscht, endgültig.

# Das Formular hinter „Anpassen“. Namen von Feldern haben höchstens 45 Zeichen, ihre Hilfe 100.
stylize-mix-title = Noch einen Stil beimischen
stylize-mix-upload-help = Ein Gemälde zum Beispiel; lass es leer, wenn du oben einen Namen gewählt hast
stylize-mix-share = Wie viel davon
stylize-mix-25 = Ein Viertel
stylize-mix-50 = Die Hälfte
stylize-mix-75 = Drei Viertel

stylize-advanced-title = Erweitert
stylize-advanced-content = Schichten für den Inhalt
stylize-advanced-style = Schichten für den Stil
stylize-advanced-layers-help = Mit Gewichten, zum Beispiel relu4_1 oder relu3_1=0.5, relu4_1=2
stylize-advanced-loss = Stilverlust
stylize-advanced-way = Start und Optimierer
stylize-advanced-steps = Schritte / Totalvariation
stylize-advanced-steps-help = Höchstens { $limit } Schritte; die Totalvariation glättet, zum Beispiel 160 / 0.02
stylize-loss-gram = Gram-Matrizen (Gatys u. a.)
stylize-loss-cosine = Gram-Matrizen normierter Merkmale (peluche)
stylize-loss-moments = Mittelwert und Kovarianz
stylize-loss-wasserstein = Wasserstein-Abstand von Normalverteilungen
stylize-init-content = Vom Foto aus
stylize-init-matched = Vom Foto in den Farben des Gemäldes aus
stylize-init-noise = Von Rauschen aus
stylize-init-style = Vom Gemälde aus
stylize-tune-title = Etwas ändern
stylize-form-strength = Stärke
stylize-form-strength-help = Von 0, das Foto bleibt, bis 100, es wird ganz zum Gemälde
stylize-form-strokes = Größe der Striche
stylize-form-strokes-help = Von 0.25, fein, bis 4, grob; 1 ist wie im Gemälde
stylize-form-colours = Farben
stylize-tune-recipe = Rezept
stylize-tune-size = Größe
stylize-tune-size-help = Lange Seite in Pixeln; nie größer als das Foto
stylize-recipe-title = Nach einem Rezept malen
stylize-recipe-line = Rezept
stylize-recipe-line-help = Das ist das dieses Bildes; füge stattdessen ein anderes ein, es beginnt mit CH1
stylize-recipe-seed = Ein anderer Seed
stylize-recipe-seed-help = Eine ganze Zahl, etwa 42; lass es leer, um den des Rezepts zu behalten

stylize-details-title = ### So wurde dieses Bild gemalt
    -# Bild `{ $id }`
stylize-details-recipe-name = Rezept: **{ $recipe }**
stylize-details-size = Größe: **{ $width } × { $height }**
stylize-details-strength = Stärke: **{ $strength }**
stylize-details-strokes = Striche: **×{ $scale }**
stylize-details-colours = Farben: **{ $colours }**
stylize-details-start = Verfahren: **{ $optimizer }**, Stil verglichen mit **{ $loss }**
stylize-details-layers = Schichten: Inhalt **{ $content }**, Stil **{ $style }**
stylize-details-instant = Methode: **ein Netz, das den Stil gelernt hat**, in einem Durchgang; die Verluste sind bei 256 Pixeln gemessen
stylize-details-parent = gemalt aus: `{ $id }`
stylize-details-recipe = **Rezept.** Mit denselben Bildern gibt es dasselbe Ergebnis: für `recipe_string` in /stylize, oder hier darunter.
stylize-plot-jumps = Wo die Kurven springen, geht es in größerem Format weiter.
stylize-plot-title = Verluste von { $id }
stylize-plot-steps = Schritt
stylize-plot-loss = Verlust (Anteil am Anfang)
stylize-plot-style = Stil
stylize-plot-content = Inhalt
stylize-plot-alt = Die Verluste je Schicht über die Schritte des Malens. { $title }

stylize-menu-title = Stylize
stylize-with-title = Malen mit { $name }
stylize-with-photo = Das Foto, das gemalt wird
stylize-menu-saved = Stil, beim Namen
stylize-menu-saved-help = Bis zu drei; sie werden gemischt, auch mit den Bildern darunter
stylize-menu-upload = Oder ein Bild als Stil
stylize-menu-upload-help = Ein Gemälde zum Beispiel. Lass beides leer, um aus Bildern zu wählen.
stylize-menu-style-title = Als Stil verwenden
stylize-menu-style = Welches Bild der Stil ist
stylize-menu-photo = Ein Foto, das in diesem Stil gemalt wird
stylize-menu-photo-help = Oder unten ein Link darauf; oder keins von beiden, wenn du nur den Stil behalten willst
stylize-menu-link = Oder ein Link auf ein Foto
stylize-menu-link-help = Auf ein Bild in Discord: Rechtsklick darauf, dann „Link kopieren“
stylize-menu-name = Stil behalten als
stylize-menu-name-help = Ein Name dafür; lass es leer, um ihn nur einmal zu benutzen
stylize-menu-shelf = Behalten für
stylize-menu-for-me = Mich
stylize-menu-for-server = Alle auf diesem Server
stylize-style-kept = 🖌️  Behalten als „{ $name }“. Ab jetzt kannst du ihn unter diesem Namen wählen.

stylize-looking = 👀  Ich sehe mir deine Bilder an…
stylize-choose-picture = **Welches davon soll ich malen?**
stylize-choose-picture-hint = Wähle ein Bild
stylize-choose-style = **In welchem Stil?** Wähl einen nach seiner Nummer, oder lade ein Bild hoch.
stylize-choose-style-hint = Wähle einen Stil
stylize-all-title = **{ $photo }** in { $count } Stilen, die sofort gemalt werden. Wähl einen nach seiner Nummer, um ihn ganz zu malen.
stylize-all-hint = Malen in …
stylize-choose-use = { $name } nehmen
stylize-choose-upload = Ein Bild hochladen
stylize-choose-upload-title = Ein Bild als Stil
stylize-choose-upload-field = Ein Gemälde zum Beispiel
stylize-clip-question = **Dieses Bild bewegt sich.** Das erste Einzelbild, oder alles?
stylize-clip-first = Das erste Einzelbild
stylize-clip-all = Alles

stylize-title-transfer = { $photo } in { $style }
stylize-title-transfer-sheet = { $photo } in { $style }, vier Entwürfe
stylize-title-texture = Textur in { $style }
stylize-title-reconstruction = { $photo }, wie sich { $layer } daran erinnert
stylize-title-texture-sheet = { $style } nach Tiefe des Netzes
stylize-title-reconstruction-sheet = { $photo } nach Tiefe des Netzes
stylize-title-photo = Foto
stylize-title-style = dem Stil eines anderen Bildes
stylize-title-for = { $title } für { $owner }
stylize-title-strength = Stärke { $strength }
stylize-title-instant = sofort
stylize-title-frames = { $frames } Einzelbilder
stylize-title-everywhere = alles gemalt
stylize-title-subject = nur das Motiv
stylize-title-background = nur der Hintergrund
stylize-title-mask = mit einer Maske
stylize-title-seed = Seed { $seed }

stylize-accepted = 🎨  Ist notiert! Ich mische schon die Farben…
stylize-queued = 🕓  In der Schlange: { $ahead } vor dir.
stylize-queued-until = { stylize-queued } Los geht es { $when }.
stylize-progress = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# Schritt { $step } von { $steps } · Stilverlust { $style } · Inhalt { $content }
stylize-progress-until = { stylize-progress } · fertig { $when }
stylize-progress-frames = 🎨  `{ $bar }` **{ NUMBER($done, style: "percent") }**
    -# Einzelbild { $step } von { $steps }
stylize-progress-frames-until = { stylize-progress-frames } · fertig { $when }
stylize-resumed = ⏸️  Ich starte neu. Dein Bild behält seinen Platz, und ich male es, sobald ich wieder da bin.
stylize-cancelled = ⏹️  Angehalten.
stylize-failed = Das hat nicht geklappt.
stylize-lost = Ich habe dein Bild gemalt, aber seine Datei ist bei mir verloren gegangen, tut mir leid. Drück auf „Noch mal“, dann male ich es neu.
stylize-outlived = 🎨  Das dauert länger, als Discord mich diese Nachricht ändern lässt. Dein Bild kommt in einer neuen.
stylize-finished-elsewhere = ✅  Dieses ist fertig: Das Ergebnis steht in einer anderen Nachricht.
stylize-losses-transfer = Stil { $first } → { $last }, Inhalt { $content }, { $seconds } s
stylize-losses-texture = Stil { $first } → { $last }, { $seconds } s
stylize-losses-reconstruction = Inhalt { $first } → { $last }, { $seconds } s
stylize-losses-drafts = { $drafts } · { $seconds } s
stylize-losses-clip = { $frames } Einzelbilder · { $seconds } s
stylize-draft = { $number }: Stärke { $strength }, Striche ×{ $scale }
stylize-run = { $steps } Schritte · { $encoder } · Seed { $seed }

stylize-change-recipe = Rezept { $before } → { $after }
stylize-change-strength = Stärke { $before } → { $after }
stylize-change-size = { $before } → { $after } px
stylize-change-colours = Farben: { $after }
stylize-change-area = { $after }
stylize-change-style-scale = Striche ×{ $before } → ×{ $after }

stylize-colours-painting = die des Gemäldes
stylize-colours-photo = genau die des Fotos
stylize-colours-matched = die des Fotos
stylize-colours-free = nicht gesteuert

stylize-preview-alt = Das Bild, wie es jetzt ist; es wird noch gemalt
stylize-note-memory = Für { $wished } px reichte der Arbeitsspeicher nicht, darum sind es { $size } px.
stylize-note-clip-size = Damit es hierher passt, hat es { $width } × { $height } statt { $full_width } × { $full_height } Pixel.
stylize-note-clip-frames = Damit es hierher passt, hat es { $frames } seiner { $all } Einzelbilder.
stylize-late = 🎨  { $owner }, dein Bild ist fertig. Für meine erste Antwort kam es zu spät.
stylize-late-failed = { $owner }, zu dem Bild, das du vor einer Weile wolltest:
stylize-direct = 🎨  Dein Bild ist fertig. Dort, wo du gefragt hast, konnte ich es nicht posten.
stylize-direct-failed = Zu dem Bild, das du wolltest; dort konnte ich nicht antworten:
stylize-ready = 🔔 { $owner }, [dein Bild]({ $link }) ist fertig.
stylize-ready-failed = 🔔 { $owner }, [dein Bild]({ $link }) konnte nicht gemalt werden.
stylize-ready-direct = 🔔 [Dein Bild]({ $link }) ist fertig.
stylize-ready-failed-direct = 🔔 [Dein Bild]({ $link }) konnte nicht gemalt werden.
stylize-ready-private = 🔔 Dein privates Bild ist fertig. `/show` bringt es dir hierher.
stylize-ready-failed-private = 🔔 Dein privates Bild konnte nicht gemalt werden.

stylize-notify-description = Wähle, ob ich dir Bescheid gebe, wenn dein Bild fertig ist
stylize-notify-title = ### Bescheid geben, wenn es fertig ist
stylize-notify-open = Bescheid geben
stylize-notify-never = Nie
stylize-notify-long = Nach einer Minute
stylize-notify-always = Immer
stylize-notify-mention = Mit einer Erwähnung
stylize-notify-direct = Als Direktnachricht
stylize-notify-holds-never = Ich gebe dir nicht Bescheid: Das Bild erscheint einfach.
stylize-notify-holds-long-mention = Wenn ein Bild länger als eine Minute gebraucht hat, erwähne ich dich in einer neuen Nachricht, dort, wo du darum gebeten hast.
stylize-notify-holds-long-direct = Wenn ein Bild länger als eine Minute gebraucht hat, schreibe ich dir eine Direktnachricht.
stylize-notify-holds-always-mention = Immer wenn ein Bild fertig ist, erwähne ich dich in einer neuen Nachricht, dort, wo du darum gebeten hast.
stylize-notify-holds-always-direct = Immer wenn ein Bild fertig ist, schreibe ich dir eine Direktnachricht.
stylize-notify-note = Bei privaten Bildern, und wo ich nichts posten darf, gebe ich nur als Direktnachricht Bescheid. Das gilt überall für deine Bilder.

error-nothing-yet = Ich habe noch nichts für dich gemalt.
    .hint = Probier /stylize mit einem Foto und einem Gemälde.
error-not-yours = Dieses Bild wurde für jemand anderen gemalt.
    .hint = Nur wer es bestellt hat, kann es noch einmal zeigen.
error-no-picture = Unter dieser ID gibt es kein fertiges Bild.
    .hint = Die ID steht im Dateinamen: chameleon-<id>.png.
error-gone = Dieses Bild gibt es nicht mehr.
    .hint = Mach ein neues mit /stylize.
error-too-many = { $limit ->
        [1] Du hast schon ein Bild in Arbeit.
       *[other] Du hast schon { $limit } Bilder in Arbeit.
    }
    .hint = Warte, bis eins fertig ist, oder brich eins ab.
error-may-not-cancel = Abbrechen können dieses Bild nur die Person, die es bestellt hat, und die Moderation.
error-may-not-delete = Löschen können dieses Bild nur die Person, die es bestellt hat, und die Moderation.
error-too-large-size = Ich male hier Bilder bis { NUMBER($limit, useGrouping: 0) } Pixel.
error-too-large-file = { $role ->
        [content] Das Inhaltsbild ist größer als { $megabytes } MB.
        [mask] Die Maske ist größer als { $megabytes } MB.
       *[style] Das Stilbild ist größer als { $megabytes } MB.
    }
    .hint = Speichere es kleiner oder als JPEG, und versuch es noch einmal.
error-not-handed-over = { $role ->
        [content] Discord hat mir das Inhaltsbild nicht gegeben.
        [mask] Discord hat mir die Maske nicht gegeben.
       *[style] Discord hat mir das Stilbild nicht gegeben.
    }
    .hint = Versuch es bitte noch einmal; passiert es wieder, speichere das Bild und lade es neu hoch.
error-bad-picture = { $role ->
        [content] Inhaltsbild: { $problem }
        [mask] Maske: { $problem }
       *[style] Stilbild: { $problem }
    }
error-original-too-large = Das Original hat { NUMBER($megabytes, maximumFractionDigits: 1) } MB, und hier darf ich { NUMBER($limit, maximumFractionDigits: 1) } MB schicken.
    .hint = Was du siehst, ist das Beste, das passt. Auf einem Server mit Boosts oder in einer kleineren Größe geht mehr.
error-largest-already = Größer kann ich es nicht malen.
    .hint = Es ist so groß wie das Bild, aus dem es entstanden ist, oder so groß, wie Bilder hier sein dürfen.
error-unclear-strength = Diese Stärke verstehe ich nicht.
    .hint = Schreib eine Zahl von 0 bis 100, etwa 50.
error-unclear-strokes = Diese Größe der Striche verstehe ich nicht.
    .hint = Schreib eine Zahl von 0.25 bis 4, etwa 1.5; 1 ist normal.
error-unclear-size = Diese Größe verstehe ich nicht.
    .hint = Schreib die lange Seite in Pixeln, etwa 512.
error-unclear-seed = Diesen Seed verstehe ich nicht.
    .hint = Schreib eine ganze Zahl, etwa 42.
error-draft-gone = Dieses Formular ist abgelaufen oder gehört jemand anderem.
    .hint = Fang bitte noch einmal an.
error-mask-shape = Die Maske hat eine andere Form als das Foto mit seinen { $width } × { $height } Pixeln.
    .hint = Mach die Maske aus dem Foto, ohne es zuzuschneiden.
error-recipe-pictures = Dieses Rezept mischt Bilder bei, die ich unter deinen nicht finde.
    .hint = Füge sie mit style_2, style_3 oder mask hinzu.
error-recipe-other-styles = Dieses Rezept ist für { $count } Stile.
    .hint = Gib mir so viele, mit style_2 und style_3, oder nimm ein Rezept ohne Mischung.
error-no-style-to-mix = Dieses Bild hat keinen Stil, der sich mischen ließe.
    .hint = Nimm stattdessen /stylize mit deinem Foto.
error-unclear-steps = Diese Schritte verstehe ich nicht.
    .hint = Schreib eine Zahl von 1 bis { $limit }, oder mit der Totalvariation: 160 / 0.02.
error-too-many-styles = Ich mische höchstens { $limit } Stile.
error-style-twice = Derselbe Stil kommt in dieser Mischung zweimal vor.
    .hint = Gib ihm stattdessen ein Gewicht: mosaic 2, comic 1.
error-weight-range = Ein Gewicht liegt über 0 und bei höchstens { $limit }.
    .hint = Schreib zum Beispiel „mosaic 2, comic 1“.
error-unclear-weights = Diese Gewichte verstehe ich nicht.
    .hint = Schreib für jedes Bild eine Zahl, insgesamt { $count }, zum Beispiel 2, 1.
error-recipe-version = Dieses Rezept stammt von einer anderen Version von mir.
    .hint = Frag nach einem, das hier entstanden ist, oder stell die Optionen von Hand ein.
error-recipe-unreadable = Dieses Rezept kann ich nicht lesen.
    .hint = Kopiere die ganze Zeile aus den Details eines Bildes, von CH1 bis zum letzten Buchstaben.
error-no-style = Es gibt noch keinen Stil.
    .hint = Füge ein Bild als „style“ hinzu, oder wähle einen beim Namen mit „saved“.
error-preview-running = Ich male gerade eine andere Vorschau für dich.
    .hint = Warte, bis sie da ist, dann frag noch einmal.
error-preview-not-now = Ich kann im Moment keine Vorschauen malen.
    .hint = Versuch es in ein paar Minuten noch einmal.
error-style-not-learned = Diesen Stil habe ich noch nicht gelernt, also kann ich ihn nicht sofort malen.
    .hint = Wähl ein anderes Rezept oder einen Hausstil.
error-two-styles = Es gibt zwei Stile: einen als Bild und einen beim Namen.
    .hint = Gib mir bitte nur einen davon.
error-only-for-adults = Dieses Bild wurde dort gemalt, wo nur Erwachsene es sehen.
    .hint = Lass „here“ weg, um es allein zu sehen, oder nutze /show in einem altersbeschränkten Kanal.
error-unknown-subject = Ich weiß nicht mehr, wessen Bild das ist.
    .hint = Poste es selbst, wenn es deins ist, und versuch es damit noch einmal.
error-no-picture-in-post = In diesem Beitrag sehe ich kein Bild.
    .hint = Rechtsklick auf einen Beitrag mit Bild, oder nimm /stylize und füge dein eigenes hinzu.
error-no-style-in-form = Es gibt noch keinen Stil.
    .hint = Wähle einen beim Namen, oder füge ein Bild als Stil hinzu.
error-two-styles-in-form = Du hast einen Stil beim Namen gewählt und auch noch ein Bild hinzugefügt.
    .hint = Gib mir bitte nur eins davon.
error-nothing-to-do-with-style = Mit diesem Stil gibt es noch nichts zu tun.
    .hint = Füge ein Foto hinzu, das ich malen soll, oder gib dem Stil einen Namen, um ihn zu behalten.
error-link-elsewhere = Ich kann nur Links auf Bilder in Discord öffnen.
    .hint = Rechtsklick auf ein Bild hier und „Link kopieren“, oder füge das Foto als Datei hinzu.
error-cannot-see-reply = Discord zeigt mir die Nachricht nicht, auf die du geantwortet hast.
    .hint = Rechtsklick auf das Bild (oder gedrückt halten) und Apps › Stylize…, oder erwähne mich mit beiden Bildern in einer Nachricht: erst das Foto, dann das Gemälde.
error-no-picture-in-message = In deiner Nachricht sehe ich kein Bild.
    .hint = Erwähne mich mit einem Foto und einem Gemälde, oder mit einem Foto und dem Namen eines Stils; oder nimm /stylize.
error-recipe-too-long = Dieses Rezept hat mehr als { $limit } Schritte.
    .hint = Länger male ich nicht. Bitte nimm ein Rezept, das hier entstanden ist.
