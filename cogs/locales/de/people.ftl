# Leute und ihre Bilder, Server und ihre Einstellungen, und wer den Bot betreibt.

people-held = ⏸️  Ich mache gerade Pause. Dein Bild behält seinen Platz und wird gemalt, sobald es weitergeht.
people-restart-at = 🔧 Ich starte { $when } neu. Dein Bild behält seinen Platz.

# /consent
people-consent-description = Bestimme, ob andere deine Bilder malen lassen dürfen
people-consent-title = ### Deine Bilder, gemalt für andere
people-consent-allowed = ✅  Andere dürfen deine Bilder malen lassen.
people-consent-denied = 🔒  Nur du darfst deine Bilder malen lassen.
people-consent-how = Das gilt auf jedem Server und auf jedem Weg: im Rechtsklick-Menü, bei Antworten und Erwähnungen, für die Knöpfe unter einem Bild und in Wettbewerben. Es wirkt ab jetzt; was schon gemalt ist, bleibt, wo es ist.
people-consent-deny = Nur ich
people-consent-allow = Andere auch

# /privacy
people-privacy-description = Sieh, was ich über dich aufbewahre, nimm es mit, oder lass es löschen
people-privacy-title = ### Was ich über dich aufbewahre
people-privacy-kept =
    - **Bilder**, die du mir gibst, die ich für dich male, und wie sie entstanden sind: { $days ->
        [0] bis du sie löschst.
        [1] einen Tag, nachdem sie gemalt wurden, oder bis du sie löschst.
       *[other] { $days } Tage, nachdem sie gemalt wurden, oder bis du sie löschst.
    }
    - **Stile**, die du speicherst, und deine Einreichungen und Stimmen in **Wettbewerben**: bis du sie entfernst.
    - **Wann du** nach Bildern gefragt hast, für Tageslimits, und Formulare, die du noch nicht abgeschickt hast: 24 Stunden.
    - **Deine Wahl** in /notify, bis du wieder „Nie“ und „Mit einer Erwähnung“ wählst.
    - **Deine Wahl** in /instant, bis du wieder „Beides“ wählst.
    - **Servereinstellungen**, die du geändert hast: dass du es warst, für alle, die den Server verwalten.
    - **Deine Antwort** in /consent, wenn sie Nein war.
people-privacy-nothing-else = -# Sonst nichts: keine Namen, keine Nachrichten, nichts über Bilder, die du mir nicht gegeben hast. Niemand sonst bekommt etwas davon. Die Moderation eines Servers kann in ihrem Log lesen, was du dort gelöscht oder gemeldet hast und was ich abgelehnt habe.
people-privacy-export = Schick mir alles
people-privacy-delete = Alles löschen…
people-privacy-sure = ### Alles löschen?
    Deine Bilder samt Dateien, was wartet oder gerade gemalt wird, Bilder, die andere aus deinen malen ließen, deine gespeicherten Stile und deine Einreichungen und Stimmen in Wettbewerben. **Das lässt sich nicht rückgängig machen.**
people-privacy-stays = -# Nachrichten, die ich gepostet habe, bleiben in ihren Kanälen; drück unter denen, die weg sollen, auf „Löschen“, jetzt oder später. Auch ein Nein in /consent bleibt, weil es dich schützt, und eine Sperre ebenso.
people-privacy-erase = Ja, alles löschen
people-privacy-keep = Nein, behalten
people-privacy-deleted = 🗑️  Erledigt. Gelöscht: { $things }.
people-privacy-nothing = 🗑️  Erledigt. Von dir war nichts da.
people-privacy-exported = 📦  Hier ist alles, was ich über dich aufbewahre. Nur du siehst diese Nachricht.
people-privacy-exported-part = 📦  Hier ist, was ich über dich aufbewahre, mit { $files ->
        [0] keinem deiner Bilder
        [1] einem deiner Bilder
       *[other] { $files } deiner Bilder
    }: Eine größere Datei nimmt Discord nicht. { $left ->
        [1] Ein weiteres steht
       *[other] { $left } weitere stehen
    } in jobs.json, und /show schickt sie einzeln. Nur du siehst diese Nachricht.
people-forgotten-jobs = { $count ->
        [1] ein Bild
       *[other] { $count } Bilder
    }
people-forgotten-styles = { $count ->
        [1] ein Stil
       *[other] { $count } Stile
    }
people-forgotten-entries = { $count ->
        [1] eine Einreichung
       *[other] { $count } Einreichungen
    }
people-forgotten-votes = { $count ->
        [1] eine Stimme
       *[other] { $count } Stimmen
    }
people-forgotten-challenges = { $count ->
        [1] ein Wettbewerb
       *[other] { $count } Wettbewerbe
    }

# /settings
people-settings-description = Wo, für wen und wie groß ich auf diesem Server male
people-settings-title = ### Einstellungen von { $server }
people-settings-note = -# Jede Wahl gilt sofort.
people-settings-page-access = Wer und wo
people-settings-page-pictures = Bilder
people-settings-page-limits = Limits
people-settings-page-moderation = Moderation
people-settings-button-reset = Alles zurücksetzen…
people-settings-sure = ⚠️ **Wirklich alles zurücksetzen?** Alle vier Seiten werden wieder, wie sie am Anfang waren.
people-settings-button-wipe = Ja, zurücksetzen
people-settings-button-keep = Behalten
people-settings-channels = **Kanäle**, in denen ich male, ihre Threads eingeschlossen
people-settings-channels-none = Überall
people-settings-roles = **Rollen**, für die ich male
people-settings-roles-none = Alle
people-settings-style-savers = Wer **Stile** für den Server **speichern** darf
people-settings-style-savers-everyone = Alle
people-settings-style-savers-moderators = Die Moderation (wer Nachrichten löschen darf)
people-settings-style-savers-roles = Die unten gewählten Rollen
people-settings-style-roles = **Rollen**, die Stile speichern dürfen
people-settings-style-roles-none = Nur die Serververwaltung
people-settings-challenge-roles = **Rollen**, die Wettbewerbe ausrichten dürfen
people-settings-challenge-roles-none = Nur die Moderation
people-settings-recipes = **Rezepte**, die benutzt werden dürfen
people-settings-recipes-none = Alle
people-settings-default-recipe = **Rezept**, wenn keins genannt wird
people-settings-default-recipe-none = Wie mein Host es will: { $recipe }
people-settings-instant = **Sofortbilder** gelernter Stile
people-settings-instant-followed = Werden auch richtig gemalt, wenn keiner wartet
people-settings-instant-alone = Bleiben, mit einem Knopf zum richtig Malen
people-settings-max-size = **Größtes Bild**
people-settings-max-size-none = Wie mein Host es will: { $pixels } Pixel
people-settings-pixels = { $pixels } Pixel
people-settings-jobs-per-user = Bilder, die für **eine Person gleichzeitig gemalt** werden; weitere warten, bis sie dran sind
people-settings-jobs-at-once = Bilder, die für **diesen Server gleichzeitig gemalt** werden; weitere warten, bis sie dran sind
people-settings-jobs-per-day = Bilder, um die eine Person **in 24 Stunden** bitten darf
people-settings-no-limit = Kein Limit
people-settings-log-channel = **Logkanal** für die Moderation: was gelöscht, gemeldet und abgelehnt wurde, und warum
people-settings-log-channel-none = Kein Log
people-settings-last-change = **Letzte Änderung**
people-settings-changes = **Änderungen**
people-settings-no-changes = -# Noch wurde nichts geändert.
people-settings-change = -# { $who } · { $name }: { $before } → { $after } · { $when }
people-settings-someone = eine Person, deren Daten gelöscht wurden
people-settings-name-channels = Kanäle
people-settings-name-roles = Rollen
people-settings-name-style-savers = Stile speichern
people-settings-name-style-roles = Rollen für Stile
people-settings-name-challenge-roles = Rollen für Wettbewerbe
people-settings-name-recipes = Rezepte
people-settings-name-default-recipe = Rezept, wenn keins genannt wird
people-settings-name-instant = Sofortbilder
people-settings-name-max-size = größtes Bild
people-settings-name-jobs-per-user = gleichzeitig pro Person
people-settings-name-jobs-at-once = gleichzeitig hier
people-settings-name-jobs-per-day = pro Person in 24 Stunden
people-settings-name-log-channel = Logkanal
people-settings-gone = -# ⚠️ { $count ->
        [1] Eine Auswahl gibt es
       *[other] { $count } gewählte gibt es
    } nicht mehr. Wähle neu, um aufzuräumen.

error-manage-server = Nur wer die Berechtigung „Server verwalten“ hat, kann die Einstellungen ändern.
    .hint = Frag jemanden, der diesen Server verwaltet.

# /admin
people-admin-description = Für den Besitzer dieses Bots
people-admin-queue-description = Wer gerade dran ist und wer wartet
people-admin-pause-description = Ab jetzt kein Bild mehr beginnen; neue werden angenommen und warten
people-admin-resume-description = Nach Pause oder Leerlaufen weitermachen; nimmt einen angekündigten Neustart zurück
people-admin-drain-description = Fertig malen, was gemalt wird, und nichts Neues annehmen, vor einem Neustart
people-admin-announce-description = Allen, die warten, sagen, wann ich neu starte
people-admin-announce-option-minutes = In so vielen Minuten; 0 nimmt es zurück
people-admin-ban-description = Für eine Person oder auf einem Server nichts mehr malen
people-admin-unban-description = Für eine Person oder auf einem Server wieder malen
people-admin-option-user = Die Person
people-admin-option-server = Die ID des Servers
people-admin-option-banned = Die ID der Person oder des Servers
people-admin-option-reason = Eine Notiz für dich
people-admin-stats-description = Der Bot in Zahlen
people-admin-paused = ⏸️  Pause. { $running ->
        [0] Es wird nichts gemalt
        [1] Ein Bild wird noch fertig gemalt
       *[other] { $running } Bilder werden noch fertig gemalt
    }; neue werden angenommen und warten. Mit /admin resume geht es weiter.
people-admin-resumed = ▶️  Es geht weiter. { $waiting ->
        [0] Niemand hat gewartet.
        [1] Ein Bild hat gewartet.
       *[other] { $waiting } Bilder haben gewartet.
    }
people-admin-draining = 🚰  Ich laufe leer: Ich nehme nichts Neues an. { $running ->
        [0] Es wird nichts gemalt, du kannst mich jetzt neu starten.
        [1] Ein Bild wird noch fertig gemalt; /admin queue zeigt, wann es so weit ist.
       *[other] { $running } Bilder werden noch fertig gemalt; /admin queue zeigt, wann es so weit ist.
    }
people-admin-announced = 📣  { $count ->
        [0] Niemand wartet. Wer bis dahin etwas möchte, erfährt es.
        [1] Bei einem Bild steht es jetzt.
       *[other] Bei { $count } Bildern steht es jetzt.
    } Neu starten musst du selbst.
people-admin-unannounced = 📣  Zurückgenommen.
people-admin-banned = 🚫  { $name } ist gesperrt. { $stopped ->
        [0] Es war nichts in Arbeit.
        [1] Ein Bild in Arbeit wurde angehalten.
       *[other] { $stopped } Bilder in Arbeit wurden angehalten.
    } /admin unban nimmt es zurück.
people-admin-unbanned = ✅  { $name } ist wieder willkommen.
people-admin-hold-none = ▶️  Offen
people-admin-hold-paused = ⏸️  Pause
people-admin-hold-draining = 🚰  Läuft leer
people-admin-queue = ### { $hold } · { $running } von { $slots } malen · { $waiting } warten
people-admin-running = 🎨  `{ $id }` { $owner } · begonnen { $since }
people-admin-running-until = { people-admin-running } · fertig { $until }
people-admin-waiting = 🕓  `{ $id }` { $owner } · gefragt { $since }
people-admin-waiting-until = { people-admin-waiting } · beginnt { $until }
people-admin-learning =
    🎓  { $count ->
        [one] Ein Stil ist
       *[other] { $count } Stile sind
    } noch zu lernen; der jetzige ist { $when } fertig.
people-admin-learning-later =
    🎓  { $count ->
        [one] Ein Stil ist
       *[other] { $count } Stile sind
    } noch zu lernen.
people-admin-stuck = 🛑  **{ $device }** kommt von `{ $id }` nicht zurück; bemerkt { $since }, Kennung `{ $reference }`. Es malt erst wieder, wenn ich neu gestartet bin.
people-admin-stats = ### Zahlen
    Läuft seit { $since } · Encoder { $encoder } · auf { $servers ->
        [1] einem Server
       *[other] { $servers } Servern
    }
    - **Letzte 24 Stunden**: { $asked } bestellt von { $people ->
        [1] einer Person
       *[other] { $people } Leuten
    }, { $done } gemalt
    - **Aufbewahrt**: { $states }
people-admin-stats-state = { $state } { $count }
people-admin-stats-speed = - **{ $recipe }**: im Schnitt { NUMBER($seconds, maximumFractionDigits: 1) } s, bei den letzten { $count }
people-admin-stats-none = noch keine

error-owner-only = Das kann nur der Besitzer dieses Bots.
error-whom = Nenne entweder eine Person oder einen Server.
error-server-id = „{ $text }“ ist keine ID einer Person oder eines Servers.
    .hint = Es ist eine lange Zahl. Schalte Discords Entwicklermodus ein, dann Rechtsklick und „ID kopieren“.
error-not-banned = { $name } ist nicht gesperrt.
error-ban-owner = Besitzer dieses Bots kannst du nicht sperren.
error-draining = Ich werde gleich aktualisiert und nehme keine neuen Bilder an.
    .hint = Versuch es bitte in ein paar Minuten noch einmal.

error-opted-out = Dieses Bild gehört jemandem, der seine Bilder lieber nur selbst malen lässt.
    .hint = Nimm bitte ein anderes Bild.
error-banned = Für dich kann ich nicht malen: Mein Besitzer hat dein Konto gesperrt.
    .hint = Wenn du meinst, dass das ein Irrtum ist, schreib bitte dem, der mich betreibt.
error-banned-server = Auf diesem Server kann ich nicht malen: Mein Besitzer hat ihn gesperrt.
    .hint = Anderswo funktioniere ich weiter, etwa per Direktnachricht.
error-other-channel = Dieser Server lässt in anderen Kanälen malen.
    .hint = Frag bitte noch einmal in { $channels }.
error-role-needed = Auf diesem Server male ich für Leute mit bestimmten Rollen.
    .hint = Du brauchst eine davon: { $roles }.
error-recipe-not-here = Das Rezept „{ $recipe }“ wird auf diesem Server nicht benutzt.
    .hint = Wähle eins von diesen: { $recipes }.
error-quota-reached = { $count ->
        [1] Dein Bild der letzten 24 Stunden hattest du schon.
       *[other] Deine { $count } Bilder der letzten 24 Stunden hattest du schon.
    }
    .hint = Um das nächste kannst du { $when } bitten.
error-quota-reached-here = { $count ->
        [1] Dein Bild der letzten 24 Stunden auf diesem Server hattest du schon.
       *[other] Deine { $count } Bilder der letzten 24 Stunden auf diesem Server hattest du schon.
    }
    .hint = Um das nächste kannst du { $when } bitten.
error-animation-over-quota = Diese Animation zählt als { $count } Bilder, eines für je 25 angefangene Einzelbilder. Von den { $limit }, die du in 24 Stunden bestellen kannst, hast du noch { $left }.
    .hint = Nimm eine kürzere, oder ihr erstes Einzelbild.
error-export-too-large = Was ich über dich aufbewahre, passt nicht in eine Datei, die Discord nehmen würde.
    .hint = Bitte den darum, der mich betreibt.

# /instant.
people-instant-description = Wähle, ob ich gelernte Stile sofort male, richtig oder beides
people-instant-title = ### Sofortbilder
people-instant-followed = Beides
people-instant-alone = Sofort
people-instant-never = Richtig
people-instant-holds-followed = Wenn du kein Rezept nennst und ich den Stil gelernt habe, kommt das Bild sofort. Danach male ich es noch richtig, und das Bild tritt an seine Stelle, solange niemand lange wartet.
people-instant-holds-alone = Wenn du kein Rezept nennst und ich den Stil gelernt habe, kommt das Bild sofort. Ein Knopf darunter malt es richtig.
people-instant-holds-never = Ich male deine Bilder richtig, außer du nennst das Rezept instant.
people-instant-here-alone = -# Hier malt nur ein Knopf es richtig.
people-instant-here-never = -# Hier werden alle Bilder richtig gemalt.
