# Stile, die man beim Namen wählt: eigene, die des Servers und die des Hauses.

styles-choice-mine = ⭐ { $name } · deiner
styles-choice-guild = 🏘️ { $name } · dieser Server
styles-choice-house = 🦎 { $name } · Hausstil

error-style-name-empty = Ein Stil braucht einen Namen.
    .hint = Gib ihm 1 bis 32 Buchstaben oder Ziffern.
error-style-name-long = Dieser Name hat mehr als { $limit } Zeichen.
    .hint = Nimm bitte einen kürzeren.
error-style-name-characters = Im Namen eines Stils gehen nur Buchstaben, Ziffern, Emojis, Leerzeichen und - ' . , ! ? & +.
    .hint = Er beginnt mit einem Buchstaben, einer Ziffer oder einem Emoji.
error-style-name-taken = Einen Stil namens „{ $name }“ gibt es schon.
    .hint = Nimm einen anderen Namen, oder entferne erst den alten mit /style remove.
error-style-picture-taken = Dieses Bild ist schon gespeichert: Es heißt „{ $name }“.
error-style-full-mine = { $limit ->
        [0] Hier lassen sich keine Stile speichern.
        [1] Du hast einen Stil gespeichert, und für mehr ist kein Platz.
       *[other] Du hast { $limit } Stile gespeichert, und für mehr ist kein Platz.
    }
    .hint = Schaff Platz mit /style remove.
error-style-full-server = { $limit ->
        [0] Für Server lassen sich keine Stile speichern.
        [1] Dieser Server hat einen Stil gespeichert, und für mehr ist kein Platz.
       *[other] Dieser Server hat { $limit } Stile gespeichert, und für mehr ist kein Platz.
    }
    .hint = Schaff Platz mit /style remove.
error-style-not-found = Einen Stil namens „{ $name }“ gibt es hier nicht.
    .hint = /style list zeigt alle, die es gibt.
error-style-not-found-but = Einen Stil namens „{ $name }“ gibt es hier nicht.
    .hint = Meinst du „{ $other }“?
error-style-house = Die Hausstile bleiben: Alle dürfen sie benutzen.
error-style-not-yours = „{ $name }“ hat jemand anderes gespeichert.
    .hint = Nur diese Person und die Moderation dieses Servers können ihn entfernen.
error-style-one-picture = Ein Stil entsteht aus einem einzigen Bild.
    .hint = Gib mir entweder ein Bild oder eins, das ich fertig gemalt habe.
error-style-no-server = Hier ist kein Server, der Stile haben könnte.
    .hint = Speichere ihn für dich, oder nutze mich auf einem Server, auf dem ich Mitglied bin.
error-style-may-not-save = { $who ->
        [moderators] Stile für diesen Server speichert nur die Moderation.
       *[roles] Stile für diesen Server speichern nur Leute mit bestimmten Rollen.
    }
    .hint = Für dich selbst kannst du ihn trotzdem speichern.
error-style-only-for-adults = Die Stile eines Servers sehen alle, die dort sind. Darum nehme ich keine aus altersbeschränkten Kanälen oder hinter einem Spoiler.
    .hint = Für dich selbst kannst du ihn trotzdem speichern.

styles-description = Speichere Bilder als Stile, und sieh dir an, welche es gibt
styles-save-description = Speichere ein Bild als Stil, den man beim Namen wählen kann
styles-save-name = Wie er heißen soll
styles-save-image = Das Bild: ein Gemälde zum Beispiel
styles-save-picture = Oder ein Bild, das ich gemalt habe, mit seiner ID
styles-save-for = Wer ihn benutzen kann (nur du, wenn du nichts angibst)
styles-for-mine = Nur ich
styles-for-guild = Alle auf diesem Server
styles-list-description = Sieh die Stile, die du wählen kannst
styles-list-which = Welche (alle, wenn du nichts angibst)
styles-which-all = Alle
styles-which-house = Die Hausstile, von mir gemalt
styles-info-description = Sieh einen Stil groß, und woher er kommt
styles-preview-description = Sieh ein Foto in allen Stilen, die sofort gemalt werden, auf einem Blatt
styles-preview-photo = Das Foto
styles-info-style = Sein Name
styles-remove-description = Entferne einen deiner Stile, oder als Moderation einen des Servers
styles-remove-style = Sein Name

styles-saved-mine = ⭐  Für dich gespeichert: **{ $name }**
styles-saved-guild = 🏘️  { $saver } hat für diesen Server einen Stil gespeichert: **{ $name }**
styles-use = Benutze ihn mit /stylize: Wähle „{ $name }“ als **saved**.
styles-removed-mine = 🗑️  Dein Stil **{ $name }** ist entfernt. Bilder, die damit gemalt wurden, bleiben.
styles-removed-guild = 🗑️  Der Stil **{ $name }** ist von diesem Server entfernt. Bilder, die damit gemalt wurden, bleiben.
styles-alt = Der Stil „{ $name }“
styles-sheet-alt = Stile nach Nummern: { $names }
styles-painted-sheet-alt = Das Foto in Stilen nach Nummern: { $names }

styles-by-mine = deiner, gespeichert { $when }
styles-by-guild = gespeichert von { $saver } { $when }
styles-by-house = Hausstil
styles-uses = { $uses ->
        [1] einmal benutzt
       *[other] { $uses }-mal benutzt
    }

# Wie weit ein Stil gelernt ist; $when ist „in 5 Minuten“ oder „gegen 14:05 Uhr“.
styles-stage-learned = ⚡ sofort
styles-stage-learning = wird gelernt, fertig { $when }
styles-stage-waiting = wird noch gelernt
styles-card-learned = ⚡  Diesen Stil habe ich gelernt: Bilder darin sind sofort da.
styles-card-learning = Diesen Stil lerne ich gerade und bin { $when } fertig, wenn inzwischen niemand ein Bild möchte. Dann sind Bilder darin sofort da.
styles-card-waiting = Diesen Stil lerne ich, sobald ich nichts zu malen habe. Dann sind Bilder darin sofort da.
styles-meant-info = { $name } zeigen
styles-meant-remove = { $name } entfernen
styles-tell-me = Sag mir Bescheid
styles-tell-learned = **{ $name }** habe ich schon gelernt. Bilder darin sind sofort da.
styles-tell-learning = Ich schreibe dir, sobald ich **{ $name }** gelernt habe.
styles-tell-waiting = { styles-tell-learning }
styles-tell-left = **{ $name }** werde ich nicht lernen, aber ich kann damit malen.
styles-learned-notice = ⚡  Ich habe **{ $name }** gelernt: Von jetzt an sind Bilder in diesem Stil sofort da.

styles-list-all = ### { $count ->
        [1] Ein Stil zur Auswahl
       *[other] { $count } Stile zur Auswahl
    }
styles-list-mine = { $count ->
        [0] ### Du hast noch keine Stile
            Speichere einen mit /style save.
        [1] ### Dein Stil
       *[other] ### Deine { $count } Stile
    }
styles-list-guild = { $count ->
        [0] ### Dieser Server hat noch keine Stile
            Speichere einen mit /style save, für alle auf diesem Server.
        [1] ### Der Stil dieses Servers
       *[other] ### Die { $count } Stile dieses Servers
    }
styles-list-house = ### { $count } Hausstile, von mir gemalt
styles-previous = Zurück
styles-next = Weiter
styles-page = Seite { $page } von { $pages }
styles-how = Oder wähl einen mit /stylize als **saved**; groß zeigt ihn /style info.
styles-paint-with = Damit malen

styles-house-night-wind = Öl
styles-house-stained-glass = Glasfenster
styles-house-waves = Farbholzschnitt
styles-house-garden = Aquarell
styles-house-comic = Comic
styles-house-mosaic = Mosaik
styles-house-ink-wash = Tusche
styles-house-marbling = Marmorpapier
styles-house-pointillism = Pointillismus
styles-house-cubism = Kubismus
styles-house-neon = Neon
styles-house-linocut = Linolschnitt

# /style export und /style import
styles-export-description = Gespeicherte Stile samt dem, was sie gelernt hat, in einer Datei bekommen
styles-export-for = Wessen Stile (deine, wenn du es weglässt)
styles-import-description = Alle Stile einer Datei von /style export speichern
styles-import-pack = Die Datei, zum Beispiel styles.zip
styles-exported = 📦  { $count ->
        [one] Ein Stil. /style import nimmt diese Datei überall, wo es mich gibt.
       *[other] { $count } Stile. /style import nimmt diese Datei überall, wo es mich gibt.
    }{ $kept ->
        [0] { "" }
        [one] { " " }Einer bleibt hier: Wer ihn gespeichert hat, lässt niemanden die eigenen Bilder verwenden.
       *[other] { " " }{ $kept } bleiben hier: Wer sie gespeichert hat, lässt niemanden die eigenen Bilder verwenden.
    }
styles-imported = 📦  { $count ->
        [0] Kein Stil wurde gespeichert.
        [one] Ein Stil gespeichert{ $learned ->
            [0] .
           *[other] , schon gelernt.
        }
       *[other] { $count } Stile gespeichert, { $learned } davon schon gelernt.
    }
styles-not-imported = -# { $name }: { $reason }
styles-not-imported-more = -# Und { $count } weitere wurden nicht gespeichert.
error-pack-damaged = Das ist kein Stilpaket, oder es ist beschädigt.
    .hint = Stilpakete kommen von /style export oder „nst pack“.
error-pack-too-large = Das Stilpaket ist zu groß.
    .hint = Es darf höchstens { $megabytes } MB haben.
error-pack-too-large-here = Diese Stile ergeben eine Datei von mehr als { $megabytes } MB, und größere nimmt Discord hier nicht an.
    .hint = Entferne einige, oder frag in einem Server mit höheren Grenzen.
error-pack-version = Diese Version von mir kennt dieses Stilpaket nicht.
    .hint = Exportiere es noch einmal.
error-pack-twice = Zwei Stile des Pakets haben denselben Namen.
error-pack-names = Ein Stil des Pakets hat keinen brauchbaren Namen.
error-pack-count = Es gibt keine Stile zum Exportieren, oder mehr als { $limit }.
    .hint = Speichere einen mit /style save.
error-pack-picture-large = Das Bild von „{ $name }“ ist zu groß für ein Stilpaket.
error-pack-other-picture = Das Netz von „{ $name }“ hat ein anderes Bild gelernt.
