package prompt

// German returns the tables of German, as it is spoken and as somebody who writes
// along shortens it. Who did it stands on either side of the verb, and the verb that
// tells most often ends its clause: "da haben wir dann einfach neu gestartet".
func German() Tables {
	return Tables{
		Classes: germanClasses(), Heard: germanHeard(), Asks: germanAsks(), Things: germanThings(),
		Fewest: 4, Inverted: true,
	}
}

func germanClasses() map[string]string {
	return map[string]string{
		"self":  "ich wir",
		"other": "er sie",
		"crowd": "jemand alle beide kollege kollegin kollegen leute",
		"adverb": `dann da also erst erstmal zuerst zunächst danach sofort gleich noch schon auch nur einfach eigentlich
			irgendwann schließlich kurz direkt halt mal ja doch`,
		"aux":    "hab habe hat haben hatte hatten bin ist sind war waren",
		"unreal": "falls ob würde würden könnte könnten müsste müssten dürfte wünschte",
		"late":   "hätte hätten hättest hättet wäre wären würde würden könnte könnten sollte sollten müsste müssten",
		"report": "sagte sagt gesagt schrieb schreibt geschrieben meinte fragte gefragt",
		"coord":  "und aber oder sondern",
		"joins":  "und aber oder sondern weil dass ob als während bevor nachdem bis",
		"small":  "ich wir er sie es ist war sind waren nicht zu für von",
		// Beside these who did it would be named.
		"finite":  "hat haben hatten ist sind war waren werden wird wurde wurden",
		"passive": "wurde wurden worden wird werden",
		"plural":  "haben hatten sind waren dachten meinten wussten sahen wollten",
		"article": "der die das den dem ein eine einen einem",
		"past": `dachte dachten glaubte glaubten vermutete vermuteten meinte tippte sah sahen merkte merkten bemerkte hörte
			wusste wussten kannte kannten beschloss entschied startete starteten löschte änderte schaute schauten guckte guckten
			öffnete prüfte checkte rief riefen fragte holte nahm hielt ging wunderte rollte`,

		// Shared by patterns.
		"before": "vorher zuvor bisher bislang davor",
		"seen":   "gesehen erlebt begegnet vorgekommen passiert untergekommen aufgetreten gehört gehabt verhalten",
		"sleepy": `müde gestresst nervös panisch überfordert erschöpft kaputt übermüdet besorgt hektisch angespannt verzweifelt
			frustriert hilflos aufgeregt allein alleine`,
		"lost": `verwirrt ratlos überrascht irritiert perplex verwundert erstaunt baff verunsichert gewundert`,
		"odd":  "komisch seltsam merkwürdig eigenartig spanisch verdächtig",
		"place": `host server dashboard cluster fenster terminal konsole graphen graph region umgebung datenbank tab account branch
			kanal runbook maschine instanz alarm board`,
		"call": "pager alarm alert anruf page meldung handy telefon ticket nachricht mail",
	}
}

// germanThings say where something was seen, as a question points there.
func germanThings() map[string]string {
	return map[string]string{
		"graph": "auf diesem Graphen", "graphen": "auf diesem Graphen", "kurve": "auf dieser Kurve", "dashboard": "auf diesem Dashboard",
		"board": "auf diesem Board", "anzeige": "auf dieser Anzeige", "konsole": "auf dieser Konsole", "monitor": "auf diesem Monitor",
	}
}

// germanHeard says in which words each family is heard. As in English, what could as
// well be something else is left out.
func germanHeard() map[Family][]string {
	return map[Family][]string{
		Novelty: {
			"noch? nie|niemals @before? * @seen",
			"@before noch? nie|niemals * @seen",
			"nie|niemals @before * @seen",
			"kannte|kannten ich|wir|er|sie|keiner? so? bis|noch|vorher|gar? nicht|keiner",
			"sowas|etwas|was noch? nicht|nie * untergekommen|begegnet|vorgekommen|passiert",
			"neuland",
			"noch nie|niemals so? was|etwas|eine|einen|ein",
		},
		Fresh: {
			"zum allerersten|ersten mal",
			"mein|meine|meinem|meiner|unser|unsere|das erstes|erste|erster|ersten mal|on-call|bereitschaft|bereitschaftsdienst|schicht|nachtschicht|failover|rufbereitschaft|einsatz|incident",
			"keiner|niemand|keine * durchgespielt|ausprobiert|geübt|getestet|benutzt|gemacht",
			"noch? nie|niemals * gemacht|benutzt|verwendet|ausprobiert|angefasst|bedient|geübt|durchgespielt|gestartet|ausgeführt|gebraucht|getestet",
			"neu im|in|bei|dabei|auf !gestartet",
			"neu für mich|uns|ihn|sie|alle|jo",
			"keine|wenig|null|kaum erfahrung|übung|routine",
		},
		Unknown: {
			"S wusste|wussten ich|wir|er|sie|das|davon? gar|ja|da|das|auch? nicht|nichts !weiter|mehr",
			"nicht|nichts davon? gewusst|mitbekommen|mitgekriegt",
			"keine|keinen|null ahnung|schimmer|einblick|überblick|sicht",
			"niemand|keiner|keine * gesagt|erwähnt|erzählt|informiert|bescheid|gewarnt|gewusst|wusste|mitbekommen|mitgekriegt|gemerkt",
			"mir|uns|ihm|ihr war|ist|waren * nicht klar|bewusst|bekannt",
			"war|ist mir|uns|ihm * nicht|gar klar|bewusst|bekannt",
			"mir|uns|ihm|ihr nichts|nicht bekannt|bewusst|klar",
			"fehlte|fehlten mir|uns|ihm? die|das? info|infos|information|informationen|hinweis|wissen|überblick|einblick",
			"mir|uns fehlte|fehlten",
			"unbekannt|unbewusst",
			"erst * erfahren|gehört|herausgefunden|rausgefunden|gemerkt|mitbekommen|mitgekriegt",
			"nicht|nie * mitbekommen|mitgekriegt|gemerkt|bemerkt|informiert|bescheid|aufgefallen",
			"konnte|konnten * nicht sehen|erkennen|wissen",
			"nicht * gesehen",
		},
		Distinction: {
			"anders|ganz|völlig? anders|ungewöhnlich als|wie sonst|üblich|normal|gewohnt|vorher|beim|die|der|das",
			"sah|sahen|klang|war|verhielt * anders",
			"nicht|kein|keine der|die|das|ein|eine? übliche|üblichen|üblicher|normale|normaler|normalen|gewohnte|gewohnter|typische|typischer",
			"nicht so? wie sonst|immer|üblich|die|der|das|beim",
		},
		Mixup: {
			"falschen|falsche|falschem|falscher|falsches @place",
			"S verwechselt|vertauscht|verwechselte|verguckt",
			"sehen|sieht|sah|sahen * gleich|identisch|ähnlich aus",
			"nicht|kaum|schwer * auseinanderhalten|unterscheiden|auseinandergehalten|auseinanderzuhalten",
			"anderen|andere @place",
		},
		Obvious: {
			"natürlich !nicht|auch|wollte|gern",
			"selbstverständlich|offensichtlich|offenkundig|logischerweise|klarerweise",
			"weiß|weiss|wusste|kennt|kannte ja|doch|eigentlich|bei? jeder|jede|jedes|man|alle|uns",
			"allgemein|jedem|allen bekannt|klar",
			"jeder|jede|alle|man weiß|weiss|wissen|kennt|wusste|wussten",
			"war|ist|wars mir|uns|ja|doch|eh|allen|jedem|allen|eigentlich? ja|doch|sofort|gleich|völlig|total|allen|jedem? klar|logisch|eindeutig",
			"doch|ja|eh|sowieso|völlig klar|logisch|eindeutig",
			"liegt|lag auf der hand",
			"versteht sich",
			"<< klar|logisch !war|ist|wurde",
		},
		Handoff: {
			"übergeben|übergab|übergaben|weitergegeben|weitergereicht|abgelöst",
			"S übernommen|übernahm|übernahmen !die|das",
			"S gebrieft|briefte|eingewiesen",
			"übergabe|übergabeprotokoll|schichtwechsel|schichtübergabe|schichtende|ablösung",
			"schicht|dienst|bereitschaft war|ging|endete|begann|fing|zu|angefangen|angetreten|vorbei",
			"meine|meiner|seine|ihre|unsere schicht",
		},
		Assessment: {
			"S dachte|dachten|glaubte|glaubten|vermutete|vermuteten|tippte|tippten !nicht|nichts|daran",
			"S gedacht|geglaubt|vermutet|angenommen|unterstellt|getippt|befürchtet|verdächtigt|gehofft|hoffte|hofften !daran",
			"S davon * ausgegangen",
			"S ging|gingen * davon aus",
			"S gehe|gehen * davon aus",
			"S nahm|nahmen ich|wir|er|sie? an",
			"sah|sahen|schaute * nach|wie * aus",
			"sah|sahen|schaute aus nach|wie|als",
			"klang|wirkte|roch|schien * nach|wie",
			"mir|uns ziemlich|recht|sehr|total|ganz|absolut|relativ|eigentlich|da|so? sicher",
			"S fest|völlig|davon überzeugt|ausgegangen",
			"erste|ersten|erster|meine|unsere|seine idee|vermutung|annahme|theorie|gedanke|verdacht|hypothese|these !wie",
			"S hielt|hielten * für",
			"für * gehalten",
			"im|in|unter verdacht",
			"S erwartet|gerechnet|erwartete|erwarteten",
			"I mich|uns * gefragt",
		},
		Strain: {
			"S @sleepy !zuständig|verantwortlich|dafür|weg|gemacht|machen|ging|gegangen",
			"panik|bammel|schiss|schweißausbruch",
			"angst",
			"unter druck|stress|strom|zeitdruck",
			"zeitdruck|hektik",
			"druck|stress gehabt|gemacht|gekriegt|bekommen",
			"fühlte|fühlten * allein|alleine|hilflos|verloren|unwohl",
			"allein|alleine|hilflos|unwohl gefühlt|gelassen",
			"zweite|dritte|vierte|fünfte|halbe nacht",
			"kaum|wenig|nicht|zwei|drei|vier stunden? geschlafen",
			"halb geschlafen|wach",
			"im halbschlaf|stress",
			"mitten in der nacht",
			"zwei|drei|vier|fünf uhr nachts|morgens|früh",
			"mir|uns * mulmig|schlecht|anders|heiß",
			"die düse",
			"ging der arsch",
			"wollte|wollten|ständig|dauernd * updates|statusupdates|status",
			"sorgen gemacht",
			"herz|puls|hände * gerast|rasten|geklopft|gezittert|klopfte|zitterten|raste",
		},
		Puzzle: {
			"S @lost",
			"S wunderte|wunderten",
			"mich|uns gewundert|irritiert|überrascht|verwirrt|wunderte|stutzig",
			"keinen|kein|wenig sinn",
			"konnte|konnten|kann * nicht erklären|einordnen|verstehen|nachvollziehen",
			"nicht|nichts|nix * verstanden|kapiert|zusammengepasst|zusammen|einordnen|erklären",
			"S wusste|wussten nicht mehr? weiter",
			"nicht erklärlich|schlüssig",
			"kam|fand|fanden|war|sah|wirkte|schien * @odd",
			"@odd war|vor|gefunden",
			"zu meiner|unserer|großen überraschung",
		},
		Relief: {
			"erleichtert|erleichterung|entwarnung",
			"durchatmen|aufatmen|durchgeatmet|aufgeatmet",
			"stein vom herzen",
			"S heilfroh|froh|beruhigt",
		},
		Decision: {
			"S entschieden|beschlossen|entschlossen|geeinigt|festgelegt|vereinbart|entschied|beschloss|einigten",
			"entscheidung|beschluss * war|fiel|getroffen|gefallen",
			"fiel die entscheidung",
			"S zurückgerollt|zurückgenommen|zurückgesetzt|umgeschaltet|umgeschwenkt|abgebrochen|gestoppt|angehalten|aufgegeben|verschoben|pausiert|ausgerufen|hochgestuft|zurückgedreht|zurückgestellt",
			"S rollte|rollten|brach|brachen * zurück|ab",
			"S rollback|failover gemacht|gestartet|eingeleitet|angestoßen",
			"incident|sev1|sev|major * aufgemacht|eröffnet|ausgerufen",
			"S gewartet|abgewartet|zugewartet",
			"S drehen|rollen|schalten|nehmen * zurück|um|ab|raus",
			"S lange|kurz? überlegt",
			"S wollte|wollten * warten|abwarten|vermeiden|verhindern|riskieren",
			"nicht * angerufen|geweckt|neugestartet|eskaliert|alarmiert|angefasst",
		},
		Help: {
			"S angerufen|angepingt|gepingt|angeschrieben|alarmiert|gepaged|gepagt|verständigt|informiert|benachrichtigt|eskaliert|kontaktiert|geweckt|hinzugezogen|dazugeholt|reingeholt|angefragt|angehauen|hochgeklingelt|rausgeklingelt",
			"S aus dem bett geklingelt|geholt",
			"S gefragt|fragte|fragten !mich|uns",
			"um hilfe|rat|unterstützung",
			"S hilfe geholt|gesucht|gerufen|gebraucht",
			"S bescheid gesagt|gegeben|gesagt",
			"S rief|riefen * an",
			"S im|in * geschrieben|gepostet|gemeldet",
			"S holte|holten * dazu|rein",
			"S dazu geholt|gerufen",
		},
		Known: {
			"kannte|kannten|kenne ich|wir|er|sie? noch|schon|bereits|von|aus|vom",
			"S kannte|kannten * schon|noch|bereits|von|aus|vom",
			"S wusste|wussten ich|wir|er|sie? !!nicht|gar|nichts|nur|keiner|niemand|ja|jeder|alle|doch",
			"aus erfahrung|gewohnheit",
			"aus dem kopf",
			"schon|bereits mal|einmal|öfter !so",
			"S erinnert|erinnerte|erinnerten",
			"schon|bereits mal|einmal|öfter? gesehen|gehabt|erlebt|gehört|gekannt|gewusst",
			"S herausgefunden|rausgefunden",
			"herausgestellt|rausgestellt",
		},
		Typical: {
			"normalerweise|üblicherweise|meistens|gewöhnlich|typischerweise|standardmäßig",
			"<< sonst !noch|nichts|niemand|keiner|niemals|wer|jemand",
			"immer so|nachts|montags|gleich",
			"S starten|machen|nehmen|prüfen|schauen|rufen * immer !noch",
			"wie immer|üblich|gewohnt|sonst|jedes",
			"jede|jeden|jedes nacht|woche|montag|tag|mal|deploy|release|monat|morgen",
			"machen|macht|läuft|kommt|schlägt * immer|ständig|dauernd",
			"im normalfall|regelfall",
			"geht|gehen|fällt|fallen nie|selten|kaum kaputt|schief|aus|daneben",
		},
		Looking: {
			`S angeschaut|angesehen|angeguckt|geöffnet|aufgemacht|geprüft|überprüft|kontrolliert|durchsucht|gegrept|nachgeschaut|nachgesehen|nachgeguckt|gecheckt|durchgesehen|gelesen|beobachtet|reingeschaut|reingeguckt|draufgeschaut|durchgegangen|aufgerufen|geschaut|geguckt|gesucht`,
			"S schaute|schauten|guckte|guckten|öffnete|öffneten|prüfte|prüften|checkte|checkten|suchte|suchten",
			"I sah|sahen * in|auf den|die|das|an",
		},
		Summons: {
			"kam|ging|klingelte|piepte|piepste|vibrierte der|ein|das|die|mein|unser|dann|auch? @call",
			"@call kam|ging|klingelte|piepte|piepste|vibrierte|reingekommen|gekommen|losgegangen|bekommen|gekriegt|erhalten|bekam|rein|los",
			"@call hat|haben|hatte * geklingelt|gepiept|vibriert|angeschlagen|ausgelöst",
			"bin|wurde|wurden|sind|war|waren * gepaged|gepagt|geweckt|angerufen|alarmiert|angepingt|aufgeweckt|rausgeklingelt|gerufen|informiert|benachrichtigt|gerufen",
			"gepaged|gepagt|geweckt|angerufen|alarmiert|angepingt|gerufen|informiert|benachrichtigt worden",
			"<< gepaged|gepagt|geweckt|alarmiert wegen|um|von|vom|für",
			"S bekam|bekamen|kriegte|kriegten einen|eine|den|die @call",
		},
		Observation: {
			"S gesehen|bemerkt|gemerkt|festgestellt|entdeckt|mitbekommen|gehört|erkannt|beobachtet",
			"S sah|sahen|bemerkte|bemerkten|merkte|merkten|entdeckte|entdeckten|hörte|hörten",
			"aufgefallen|auffiel",
			"fiel|fielen * auf",
			"alles|war|waren|blieb|stand|standen|nur * grün|rot|flach|leer|unauffällig|stabil",
			"dashboard|graph|graphen|kurve|log|logs|anzeige|monitoring|metrik|metriken|board|queue|latenz|lag zeigte|zeigten|ging|gingen|stieg|stiegen|war|waren|fiel|fielen|sagte|schoss|blieb|stand|standen|wuchs",
			"kunden|kunde|nutzer|tickets|beschwerden|support * gemeldet|meldeten|meldete|berichtet|berichteten|geschrieben|angerufen",
			"S konnte|konnten * sehen|erkennen",
		},
		Action: {
			`S neugestartet|durchgestartet|gestartet|restartet|gebootet|rebootet|gekillt|deployt|deployed|gepusht|gemerged|gemergt|stummgeschaltet|gemutet|deaktiviert|abgeschaltet|ausgeschaltet|eingeschaltet|aktiviert|hochskaliert|skaliert|runterskaliert|hochgesetzt|runtergesetzt|erhöht|geleert|gelöscht|geändert|ausgeführt|eingespielt|ausgerollt|rotiert|gepatcht|umgestellt|angepasst|rausgenommen|hochgefahren|runtergefahren|abgeschossen|weggeschaltet|angestoßen|hochgedreht|runtergedreht|laufen`,
			"S versucht|probiert",
			"S startete|starteten|löschte|löschten|änderte|änderten|schaltete|schalteten|erhöhte|erhöhten",
		},
	}
}
