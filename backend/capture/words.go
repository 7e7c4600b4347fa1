package capture

import "strings"

func setOf(words string) map[string]bool {
	set := make(map[string]bool, 64)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

// notNames are capitalised words that stand before a colon and are nobody.
var notNames = setOf(`
note notes todo fixme update summary status question questions answer idea ideas factor factors
action actions time date warning info debug fatal critical alert alerts result results output input
cause impact next also however lesson lessons edit ps nb fix chat log logs quote source reason then
first second third finally example expected actual before after result conclusion context background
decision decided agreed open closed done pending risk plan step steps room everyone everybody all
nobody somebody someone we they you i it he she no yes so re fw fwd cc subject from to hint tip
important remember reminder problem symptom mitigation detection resolution timeline evidence link
links see monday tuesday wednesday thursday friday saturday sunday january february march april may
june july august september october november december today yesterday tomorrow morning afternoon
evening night here channel start started detected mitigated resolved about per via url http https`)

// commonWords are words that are also somebody's name or alias now and then.
// Without a colon they are read as words.
var commonWords = setOf(`
a an and are as at be but by can did do for from had has have he her his how i if in is it its me my
no not now of off on or our out she so that the their them then there they this to up us was we were
what when where who why will with yes you your all any both each few more most other some such than
too very just also still even only back down over after before again once here
art bill bob chance chase chip dale dawn dean don dot drew eve faith frank grace grant guy hope jack
joy june april may august mark max miles page pat ray rich rob rose sky skip sue summer victor wade
ward will ace amber angel ash bay cliff dev ops db api app web qa sre it ai ci cd id ip os ui vm on
an en de al le la log bug job host node server user team support`)

// sawWords are past and present verbs of perceiving and knowing: an entry that
// has one among its first words goes to the lane "people saw".
var sawWords = setOf(`
saw see sees seen noticed notice notices looked look looks looking watched watches watching read reads
heard hears hear found finds discovered spotted observed observes learned learnt learns felt knew knows
thought thinks believed believes assumed assumes expected expects understood realised realized
recognised recognized remembered wondered showed shows showing displayed received got`)

// toldWords are what is done to somebody who is told: "was paged", "were asked".
var toldWords = setOf(`paged alerted informed told notified warned called woken shown asked`)

// auxWords go before another verb.
var auxWords = setOf(`was were been be is are am has had have did do does could would`)

// didWords are irregular verbs that end the search for a verb of perceiving:
// "ran it and saw the lag fall" is something somebody did.
var didWords = setOf(`
ran runs went wrote writes said says sent sends made makes took takes began begins gave gives
put set cut kept keeps left drew built brought came chose broke spoke woke held led lost meant met
paid quit rang rose shut stood`)

func isPastVerb(w string) bool {
	return sawWords[w] || didWords[w] || toldWords[w] || auxWords[w] || len(w) > 3 && strings.HasSuffix(w, "ed")
}
