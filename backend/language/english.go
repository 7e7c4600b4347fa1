package language

// English returns the tables and rules for English.
func English() Language {
	words := englishGrammar()
	words = append(words, nameWords()...)
	words = append(words, counterfactualWords()...)
	words = append(words, blameWords()...)
	words = append(words, slipWords()...)
	words = append(words, normativeWords()...)
	words = append(words, causeWords()...)
	words = append(words, countermeasureWords()...)
	rules := counterfactualRules()
	rules = append(rules, blameRules()...)
	rules = append(rules, normativeRules()...)
	rules = append(rules, causeRules()...)
	rules = append(rules, countermeasureRules()...)
	return Language{
		id: "en", words: words, rules: rules, ending: byEnding, known: englishKnown, fill: englishFiller, telltale: englishTelltale,
		retag: (*sentence).readNames,
	}
}

// englishTelltale are small words that no other language here has.
const englishTelltale = `the is are were been have has had not it we you they he she my our of to and or with from this that
	these there would could should can did does do be a for on by because i as but`

// The tags of English grammar. Those of the rule families follow.
const (
	pronoun tag = firstLanguageTag + iota
	personPronoun
	thingPronoun
	determiner
	possessive
	preposition
	conjunction
	be
	wasWere
	have
	had
	auxiliary
	modal
	negation
	adverb
	edForm
	ingForm
	pastPart
	pastForm
	verbForm // finite verbs no noun phrase runs across
	personNoun
	clientNoun
	machineNoun
	mention
	pluralWord
	givenName      // names that are words too, or look like one
	titleWord      // Mr, Dr
	firstFamilyTag // the families count on from here
)

// englishGrammar holds the closed classes, the common irregular verbs and
// the nouns that tell people from machines.
func englishGrammar() []wordSet {
	return []wordSet{
		{tag: pronoun, words: `i we you he she they it this that these those who somebody someone anybody
			anyone everybody everyone nobody none us me him them one y'all folks whoever`},
		{tag: personPronoun, words: `i we you he she they who somebody someone anybody anyone everybody everyone
			nobody us me him them y'all folks one whoever`},
		{tag: thingPronoun, words: `it this that these those which something everything`},
		{tag: determiner, words: `the a an my our your his her their its this that these those some any every each no
			another both all many several most few`},
		{tag: possessive, words: `my our your his her their whose its`},
		{tag: preposition, words: `of in on at by for with from to into about over under after before during between
			within without through across per via as than against among behind below beyond toward towards onto off out up
			down inside outside until since despite`},
		{tag: conjunction, words: `and but or so because if when while whether although though unless where once nor yet
			whereas whenever therefore that which`},
		{tag: be, words: `am is are was were be been being 's 're 'm isn wasn weren aren`},
		{tag: wasWere, words: `was were been`},
		{tag: have, words: `have has 've having`},
		{tag: had, words: `had 'd`},
		{tag: auxiliary, words: `have has 've had did do does was were be been being am is are 'm 're 'd 's will 'll`},
		{tag: modal, words: `would could should might may must can will 'll shall cannot ought`},
		{tag: negation, words: `not n't never no nothing nobody hardly neither nor without none cannot`},
		{tag: mention, words: `avoid avoids avoiding prevent prevents preventing prevention against say saying says said
			called call term phrase word concept idea myth fallacy label blaming blame beyond stop instead reject rejects alleged accused accusation`},
		{tag: adverb, words: `also just really even still already now then only very quite too so rather often always ever never
			maybe perhaps probably possibly likely actually simply basically literally definitely certainly absolutely
			certainly initially however instead otherwise ideally almost nearly soon later earlier again well kind sort like
			easily far way much more most least once twice finally eventually fully both all somehow pretty completely
			sincerely either clearly obviously therefore thus hence here there indeed together currently previously better
			proactively not yet further kinda sorta`},
		{tag: edForm, words: `had been`},
		{tag: pastPart, words: `been done gone made taken seen known given had got gotten found left lost kept held led met
			paid put read run said sent set shut sold told thought understood won written broken chosen come become begun
			brought built bought caught cut dealt driven eaten fallen felt fought forgotten frozen grown heard hidden hit
			hurt laid learnt let lit meant overlooked proven ridden risen sat shown slept spent split spoken spread stood
			stuck sworn taught thrown torn overwritten rewritten undone withdrawn woken worn rebuilt rerun reset overridden undergone
			misunderstood misread withheld bitten blown drawn drunk flown forgiven shaken stolen sunk swept thrown
			went did be go happen better rolled burnt lead`},
		{tag: pastForm, words: `was were had did went made took saw knew gave got found left lost kept held led met paid put
			read ran said sent set shut sold told thought understood won wrote broke chose came became began brought built
			bought caught cut dealt drove fell felt fought forgot froze grew heard hid hit let lit meant rode rose sat
			showed spent split spoke stood stuck swore taught threw tore undid withdrew woke misunderstood misread blew
			drew flew shook stole swept overlooked overrode`},
		{tag: verbForm, words: `was were is are been did does do had has went made took saw knew gave got found thought said
			came became began ran wrote broke chose think thinks thought know knows feel believe see sees say says means
			mean need needs want wants wonder guess suspect hope noticed 's 're`},
		{tag: personNoun, words: `team teams engineer engineers operator operators developer developers dev devs admin admins
			administrator administrators responder responders sre sres oncall manager managers staff employee
			employees person people colleague colleagues contractor contractors technician technicians analyst analysts
			author authors reviewer reviewers maintainer maintainers owner owners guy guys folks human humans management
			leadership organisation organization company crew commander vendor supplier programmer programmers tester
			testers architect dba intern nobody someone somebody anyone everyone shift shifts crews ops qa secops netops dbas lead leads individuals committer committers facilitator nurse newcomer newcomers junior seniors colleague ceo cto coder coders researcher researchers`},
		{tag: clientNoun, words: `customer customers user users client clients reader readers visitor visitors subscriber
			subscribers tenant tenants consumer consumers merchant merchants patient patients viewer viewers`},
		{tag: machineNoun, words: `system systems service services server servers script scripts job jobs process processes
			database databases db cluster clusters node nodes pod pods container containers host hosts instance instances
			alert alerts alarm alarms monitor monitoring dashboard code bug bugs update updates upgrade release deploy
			deployment deployments build builds test tests pipeline api apis cache queue queues request requests query
			queries traffic network router routers switch switches firewall proxy balancer load disk disks volume volumes
			memory cpu machine machines vm vms software hardware tool tooling tools automation config configuration
			configurations setting settings version versions package packages library file files table tables index record
			records key keys certificate certificates cert certs token tokens message messages email emails change
			changes fix patch feature function functions method module controller scheduler worker workers agent agents
			daemon operation operations transaction transactions block blocks contract contracts strategy vault wallet
			algorithm protocol logic check checks detection probe watchdog failover rollback backup backups restore
			replication replica replicas shard partition zone zones region regions site website page pages app apps
			application applications client session sessions connection connections link links device devices power
			generator generators breaker sensor incident outage issue issues problem problems event events failure
			failures validation validator loadbalancer kubernetes terraform prometheus grafana redis postgres mysql nginx
			haproxy kafka jenkins github gitlab linux windows aws gcp azure cloudflare fastly spec docs documentation
			metrics metric logs log errors error timeout migration repo repository branch workflow commit image images
			registry dns tls ssl ip report reports data impact downtime`},
		{tag: glued, words: `shoulda woulda coulda mighta shouldve couldve wouldve mightve mustve shouldnt couldnt wouldnt
			didnt doesnt dont wasnt werent isnt hadnt hasnt havent arent cant`},
		{tag: asIs, words: `need needs feed speed seed embed exceed proceed succeed hundred indeed bleed breed shed weed
			family supply apply reply rely assembly anomaly early multiply comply ally monopoly thing something anything
			nothing everything during morning evening string king ring spring bring`},
		{tag: pluralWord, words: `two three four five several multiple many various numerous both combination series chain
			number confluence mix sequence factors variety`},
	}
}
