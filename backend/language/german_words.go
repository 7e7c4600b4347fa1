package language

// germanVerbs holds participles and verbs that do not look like what they
// are, and those the rules ask about.
func germanVerbs() []wordSet {
	return []wordSet{
		{tag: asIs, words: `gegen gehen geben gesamt gerecht geht gelten gehören genug gestern bereit bereits bekannt bestimmt erst
			ersten entlang besten besseren beiden überhaupt übrigen verschieden verschiedenen insgesamt erneut verdammt vertraut
			gewinnen vielleicht unten gelegen geeignet berechtigt bewusst unbekannt unterwegs gesund entfernt bevor
			gegenüber geplanten allen einen keinen den sein haben werden wegen wissen zwischen neben eben außen innen oben
			hinten vorn morgen mehreren anderen diesen unseren meinen seinen ihren neuen alten ganzen`},
		{tag: deInfinitive, words: `sein haben werden wissen tun gehen geben gehören gewinnen`},
		{tag: dePart, words: `gewesen worden geworden gehabt gehalten getreten gebeten gestritten geschnitten gelitten geraten geboten
			getan begonnen gewonnen besonnen mitbekommen vorbereitet mitbedacht vorbehalten anerkannt beibehalten nachbestellt
			angehalten eingehalten zurückgehalten eingetreten aufgetreten abgeschnitten angeboten aufgehalten festgehalten
			deployed deployt merged reverted released tested fixed reviewed rebooted restarted upgedatet upgegradet downgegradet
			gegangen gegeben gekommen durchgehalten standgehalten verboten weggetreten`},
		{tag: deWithSein, words: `gewesen worden geworden passiert geschehen entstanden gelungen gescheitert eskaliert explodiert
			verschwunden aufgetaucht erschienen gestorben geraten gerannt geblieben gegangen gekommen gefallen gelaufen gesprungen
			gestürzt gestiegen gewachsen gerutscht getreten gefahren gebrochen ausgegangen vergangen entgangen verlaufen
			abgelaufen erloschen ausgestorben kollabiert abgeschmiert aufgewacht durchgekommen umgekippt gekippt gestartet
			gezogen gescheitert gewandert geflogen gesunken gestrandet ausgewichen entkommen unterblieben`},
		{tag: deHedge, words: `gedacht erwartet vermutet geschätzt geglaubt gesagt gewettet angenommen gemeint behauptet
			schwören meinen denken`},
		{tag: deDone, words: `besprochen erledigt geschafft geklärt abgehakt abgedeckt durchgesprochen abgearbeitet
			zusammengetragen gesammelt durchgegangen`},
		{tag: deHelps, words: `verhindert vermieden geholfen erspart gewarnt gerettet gefunden erkannt bemerkt gemerkt entdeckt
			aufgefallen abgefangen geschützt gezeigt gestoppt reduziert verkürzt verbessert ausgelöst gebracht gereicht
			genügt aufgedeckt gereicht begrenzt`},
	}
}

// germanNouns tells people from machines. The last part of a compound
// decides: Bereitschaftsteam, Datenbankserver.
func germanNouns() []wordSet {
	return []wordSet{
		{tag: dePerson, words: germanPlurals(`team kolleg entwickler ingenieur techniker operator admin administrator betreiber mensch
			mitarbeiter person leitung abteilung firma chef vorgesetzt dienstleister hersteller anbieter lieferant autor reviewer
			prüfer tester praktikant azubi neuling bereitschaft schicht management support leitstelle sre oncall betrieb
			programmierer architekt berater vertreter verantwortlich führungskraft organisation auftragnehmer supporter
			analyst leute kollegschaft mannschaft junior senior diensthabend zuständig einkauf personal`) + ` kollege kollegin kollegen
			kolleginnen leute verantwortlichen verantwortliche wer`},
		{tag: deClient, words: germanPlurals(`kunde nutzer anwender benutzer besucher leser patient mandant gast user käufer`)},
		{tag: deMachine, words: germanPlurals(`skript script system dienst service server job prozess datenbank cluster knoten node pod
			container host instanz alarm alert monitor monitoring code bug update upgrade release deploy deployment build test
			pipeline api cache queue schlange anfrage abfrage query netz netzwerk router switch firewall proxy balancer last
			festplatte platte disk volume speicher cpu maschine vm software hardware tool werkzeug automatik automatisierung
			konfiguration config einstellung version paket bibliothek datei tabelle index eintrag schlüssel zertifikat token
			nachricht mail änderung patch funktion modul controller scheduler worker agent daemon transaktion block vertrag
			backup replikat replikation shard partition zone region seite app anwendung session sitzung verbindung leitung gerät
			strom generator sensor parser check prüfung probe watchdog failover rollback migration repo repository branch workflow
			image registry dns tls ssl ip log metrik timeout fehlermeldung anzeige dashboard linter compiler bot cronjob cron
			algorithmus programm plattform schnittstelle loadbalancer kubernetes terraform prometheus grafana redis postgres
			mysql nginx kafka jenkins github gitlab linux windows aws gcp azure`)},
		{tag: deMachine, words: softwareNames},
	}
}

// germanCues are the beginnings of words that make a sentence worth reading.
const germanCues = `hätt* wär* würd* sollte sollten mensc* bedie* anwen* benut* flüch* leich* anfän* konze* schus* fahrl* nachl* unach*
	schla* schlu* inkom* unauf* unvor* unfäh* versä* pfusc* gedan* missv* unerf* dumm dumme* dummh* doof* blöd* besch*
	dämli* idiot* depp* trott* verge* verga* übers* verna* versc* verp* verbo* verma* verse* verka* verba* gepennt gepatzt
	gepfuscht gesch* missa* verti* verkl* vertan geirrt verre* untersch* unterlas* verwe* irrtü* irrtu* fälsc* unabs*
	ungew* unbea* blindl* schul* kappe konto kommu* aufge* beach* überw* unzur* ungen* mange* lücke* dürft* unzul* oberf*
	stief* halbh* unsor* schle* schwa* miser* unkoo* chaot* lax* gründ* unsau* einde* abseh* vorhe* unübe* klar nachh*
	rückb* rücks* retrospektiv heuti* verme* hinterher falsc* fatal* unglü* einge* umgan* verletzt verst* vorbei übere*
	vorsc* überh* unbed* unver* inakz* unent* unpro* amate* stümp* dilet* hasti* ursac* grund* haupt* kernu* eigen* wahre*
	wirkl* einzi* verur* zurüc* rootc* aufpa* vorsi* genau* hinsc* hinse* achten achtet achtg* achts* denken denkt nachs*
	erinn* ermah* doppelt zweimal nochmal sorgf* aufme* gewis* wachs* diszi* umsic* bewus* behalten nie niemals mühe
	zusam* awareness unterw* besse* acht gebaut eingebr* unkon* passen hinwe* niemand keiner angehalten sorgl* planl*
	unterlie* verha* versau* ungep* unget* optim* zöger* fragw* voreil* unklug* ausgeh* tatsä* achte passt schaut nachges*
	traini* auf_der_hand root_cause pass_auf ignorie* sensibil* faul faule fauler faulen faules faulem faulh* offensich*
	offenk* überl* fehl* fehlt fehlte fehlten mangelt mangelte abstimmung absprache absprachen reden noch_einmal zu_spät
	zu_lange zu_lang zu_langsam zu_früh zu_schnell zu_wenig zu_hastig zu_vorschnell zu_zögerlich zu_leichtfertig
	zu_optimistisch lag_an lag_am liegt_an liegt_am`
