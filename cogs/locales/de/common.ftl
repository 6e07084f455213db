# Was jede Funktion sagt. Hinweise (.hint) sagen, was als Nächstes zu tun ist.

common-outdated = Ich wurde gerade aktualisiert, und Discord zeigt noch meine alten Befehle. Versuch es in einer Minute noch einmal.
common-unanswered = Das hat nicht geklappt. Ich sage der Person, die gefragt hat, woran es lag.
common-not-here = Das geht hier nicht.
common-fault = Bei mir ist etwas schiefgegangen, tut mir leid. Versuch es bitte noch einmal; falls du es meldest, nenne `{ $reference }`.
common-expected = gegen { $time }
common-correct = Korrigieren
common-kept-file = { $name } bleibt; füge ein anderes hinzu, um es zu ersetzen
common-quoted = „{ $text }“

# So heißen die Berechtigungen in Discord.
common-permission-view-channel = Kanal anzeigen
common-permission-send-messages = Nachrichten senden
common-permission-send-messages-in-threads = Nachrichten in Threads senden
common-permission-attach-files = Dateien anhängen
common-permission-read-message-history = Nachrichtenverlauf anzeigen
common-permission-create-public-threads = Öffentliche Threads erstellen
common-permission-create-events = Events erstellen
common-permission-manage-roles = Rollen verwalten

error-permissions = Mir fehlt in diesem Kanal die Berechtigung { $permissions }.
    .hint = Bitte jemanden, der diesen Server verwaltet, sie mir zu geben, oder nutze mich in einem anderen Kanal oder per Direktnachricht.
error-restarting = Ich werde gerade neu gestartet.
    .hint = Versuch es bitte in einer Minute noch einmal.
error-no-files = Bei mir sind zu viele Dateien offen; an deinem Bild liegt es nicht.
    .hint = Versuch es in einer Minute noch einmal. Bleibt es dabei, sollte, wer mich betreibt, mehr offene Dateien erlauben.
error-no-memory = Ich habe gerade nicht genug Speicher, um dein Bild zu öffnen.
    .hint = Verkleinere es, oder versuch es noch einmal, wenn weniger los ist.
error-too-many-readings = Ich lese noch { $limit } Bilder von dir.
    .hint = Warte die Antworten ab, und schick dann mehr.

error-image-empty = Die Datei ist leer.
    .hint = Vielleicht wurde das Hochladen unterbrochen: Schick sie noch einmal.
error-image-too-many-bytes = Die Datei hat { NUMBER($megabytes, maximumFractionDigits: 1) } MB; erlaubt sind { NUMBER($limit, maximumFractionDigits: 3) } MB.
    .hint = Speichere sie als JPEG oder verkleinere sie, und versuch es noch einmal.
error-image-too-many-pixels = { $width ->
        [0] Das Bild hat weit mehr als { NUMBER($limit, maximumFractionDigits: 6) } Megapixel, und mehr sind nicht erlaubt.
       *[other] Das Bild hat { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } Pixel; erlaubt sind { NUMBER($limit, maximumFractionDigits: 6) } Megapixel.
    }
    .hint = Verkleinere es, und versuch es noch einmal.
error-image-too-thin = Das Bild ist zu lang und schmal: { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } Pixel.
    .hint = Schneide es so zu, dass es höchstens { $aspect }-mal so lang wie breit ist.
error-image-too-small = Das Bild hat nur { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } Pixel.
    .hint = Schick eines mit mindestens { $least } Pixeln auf der längeren Seite.
error-image-damaged = Die { $format }-Datei ist beschädigt oder unvollständig.
    .hint = Öffne sie in einem anderen Programm, speichere sie als PNG oder JPEG, und schick die.
error-image-unreadable = Diese Art von { $format }-Datei kann nicht gelesen werden.
    .hint = Öffne sie in einem anderen Programm, speichere sie als PNG oder JPEG, und schick die.
error-image-too-complex = Diese { $format }-Datei ist so gebaut, dass das Öffnen sehr lange dauern oder sehr viel Speicher brauchen würde.
    .hint = Öffne sie in einem anderen Programm, speichere sie als PNG oder JPEG, und schick die.
error-image-not-animated = Dieses Bild bewegt sich nicht.
    .hint = Schick ein bewegtes GIF, WebP oder PNG.
error-image-too-many-frames = Die Animation hat { $count } Einzelbilder; erlaubt sind { $limit }.
    .hint = Mach sie kürzer oder kleiner und versuch es noch einmal.
error-image-too-long = Die Animation dauert { NUMBER($seconds, maximumFractionDigits: 1) } Sekunden; erlaubt sind { $limit }.
    .hint = Mach sie kürzer oder kleiner und versuch es noch einmal.
error-image-too-heavy = Die Animation hat { $count } Einzelbilder mit { NUMBER($width, useGrouping: 0) } × { NUMBER($height, useGrouping: 0) } Pixeln; erlaubt sind { NUMBER($limit, maximumFractionDigits: 6) } Megapixel für alle zusammen.
    .hint = Mach sie kürzer oder kleiner und versuch es noch einmal.
error-image-too-costly = { $what ->
        [time] Dieses Bild zu öffnen dauert länger, als ich für eines aufwenden darf.
       *[memory] Dieses Bild zu öffnen braucht mehr Speicher, als ich für eines verwenden darf.
    }
    .hint = Öffne es in einem anderen Programm, speichere es als PNG oder JPEG, und schick das.
error-image-crash = An diesem Bild ist das Programm, das Bilder öffnet, zweimal abgestürzt.
    .hint = Öffne es in einem anderen Programm, speichere es als PNG oder JPEG, und schick das.
error-image-not-a-picture = { $what ->
        [a-pdf-document] Das ist ein PDF-Dokument und kein Bild, das ich malen kann.
        [a-postscript-document] Das ist ein PostScript-Dokument und kein Bild, das ich malen kann.
        [a-photoshop-document] Das ist ein Photoshop-Dokument und kein Bild, das ich malen kann.
        [a-gimp-document] Das ist ein GIMP-Dokument und kein Bild, das ich malen kann.
        [a-jpeg-xl-picture-which-cannot-be-read-yet] Das ist ein Bild im Format JPEG XL, das ich noch nicht lesen kann.
        [a-jpeg-2000-picture-which-cannot-be-read] Das ist ein Bild im Format JPEG 2000, das ich nicht lesen kann.
        [an-icon] Das ist ein Icon und kein Bild, das ich malen kann.
        [a-raw-photo] Das ist ein Rohfoto (RAW) und kein Bild, das ich malen kann.
        [a-sound] Das ist eine Tonaufnahme und kein Bild, das ich malen kann.
        [a-video] Das ist ein Video und kein Bild, das ich malen kann.
        [an-archive-or-an-office-document] Das ist ein Archiv oder ein Office-Dokument und kein Bild, das ich malen kann.
        [an-archive] Das ist ein Archiv und kein Bild, das ich malen kann.
        [a-program] Das ist ein Programm und kein Bild, das ich malen kann.
        [an-svg-drawing] Das ist eine SVG-Zeichnung und kein Bild, das ich malen kann.
        [a-web-page] Das ist eine Webseite und kein Bild, das ich malen kann.
        [a-text-file] Das ist eine Textdatei und kein Bild, das ich malen kann.
       *[unknown] Das ist kein Bild in einem Format, das ich kenne.
    }
    .hint = { $what ->
        [a-raw-photo] Öffne es im Programm deiner Kamera oder in einem anderen für Rohfotos, exportiere es als JPEG und schick das.
       *[other] Schick ein Bild als JPEG, PNG, WebP, GIF, AVIF, HEIC, TIFF oder BMP.
    }

error-memory = Für dieses Bild reicht der Arbeitsspeicher nicht.
    .hint = Versuch es mit einer kleineren Größe.
error-job-fault = Bei mir ist etwas schiefgegangen. Nenne meinem Host bitte diese Referenz: { $reference }.
error-job-given-up = An diesem Bild bin ich { $attempts }-mal gescheitert. Eine kleinere Größe hilft vielleicht.
error-storage-trouble = Ich kann gerade nichts speichern; es wurde nichts angenommen oder geändert.
    .hint = Bitte versuch es in einer Minute wieder; was du geschickt hast, musst du noch einmal schicken.
error-file-gone = Dieses Bild gibt es nicht mehr.
    .hint = Poste es bitte noch einmal.
error-size-range = Die Größe muss zwischen { NUMBER($smallest, useGrouping: 0) } und { NUMBER($largest, useGrouping: 0) } Pixeln liegen.
error-no-subject = Auf diesem Foto ist kein klares Motiv.
    .hint = Gib stattdessen eine Maske: weiß, wo gemalt werden soll.
error-mask-empty = Die Maske ist schwarz, also würde nichts gemalt.
    .hint = Mach sie weiß, wo das Foto gemalt werden soll.
error-unknown-layer = Es gibt keine Schicht „{ $layer }“.
    .hint = Nimm einen Namen wie relu4_1, eine Blocknummer von 1 bis 5 oder die Nummer einer Faltung wie 28.
error-layer-weight = Das Gewicht „{ $weight }“ von { $layer } ist keine Zahl.
    .hint = Schreib relu4_1=0.5.
error-diverged = Beim Malen ist die Rechnung aus dem Ruder gelaufen.
    .hint = Versuch es mit einem anderen Rezept.
common-more = -# … und { $count } weitere
