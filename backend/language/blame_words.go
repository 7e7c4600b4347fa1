package language

// The words the blame rules turn on.

const (
	humanWord tag = endCF + iota
	errorWord
	slipNoun // negligence, incompetence
	accidentAdverb
	accidentAdjective
	byMistake
	slipVerb // forgot, overlooked: people only
	botchVerb
	missVerb
	mistakeNoun
	makeVerb
	faultNoun
	dutyVerb // what one owes: check, test, tell
	failedWord
	failureWord
	lackWord
	skillNoun // understanding, experience, care
	flawAdjective
	foolWord
	onWord
	turnWord // bad, ball, fingered, known: what a turn of phrase is found by
	actNoun  // human acts: attempt, run, deletion
	assumeVerb
	guiltWord
	assumeAdverb
	serveVerb // what a company promises its customers
	tellVerb  // I forgot to mention
	attentionWord
	duty2
	upkeepVerb // what keeps systems going: renewed, patched
	doneVerb   // what one does for others: told, warned
	wrongWord
	wrongVerb // what one gets wrong: read, typed
	skipVerb
	laidTo        // due to, attributed to
	leaveOut      // forgetting to, omitting to
	setAside      // ignored, disregarded: decided, not forgotten
	misjudgedVerb // misread, underestimated
	ownSlip       // what machines do too, or does not tell on its own: ignored, misconfigured
	wonderWord    // how could they, what were they thinking
	endBlame
)

func blameWords() []wordSet {
	return []wordSet{
		{humanWord, never, `human operator user pilot operational personnel manual engineer administrator driver people
			engineering staff technician developer procedural clerical`},
		{errorWord, never, `error errors`},
		{errorWord, always, `human_error operator_error user_error pilot_error operational_error personnel_error manual_error
			engineer_error administrator_error driver_error people_error human_errors operator_errors user_errors
			operational_errors manual_errors engineering_error staff_error technician_error developer_error
			procedural_error clerical_error error_by error_on_my error_on_their error_made error_was error_i error_we error_he error_she error_they error_that
			error_on_our error_of in_error operator_s_error engineer_s_error developer_s_error
			made_an_error made_errors made_some_errors made_several_errors made_a_few_errors lapse_of lapse_in lapse_on slip_on slip_of`},
		{errorWord, never, `lapse lapses slip`},
		{slipNoun, always, `negligence incompetence carelessness sloppiness laziness complacency inattention oversight
			pebkac recklessness misunderstanding inexperience misjudgment misjudgement miscommunication miscommunications thoughtlessness ineptitude`},
		{accidentAdverb, always, `accidently inadvertantly inadvertedly unadvertantly unadvertently accidentaly accidentially mistakingly erronously unintentionaly`}, //nolint:misspell // as it is often typed
		{accidentAdverb, always, `accidentally unknowingly mistakenly erroneously inadvertently unintentionally unwittingly carelessly
			negligently recklessly foolishly stupidly blindly wrongly`},
		{accidentAdjective, always, `accidental inadvertent erroneous unintentional unintended`},
		{slipVerb, always, `forgot forgotten forget overlooked neglected misread misjudged miscalculated omitted erred mistyped
			mishandled disregarded ignored miscommunicated fumbled
			underestimated overestimated mistook misinterpreted misunderstood miscounted`},
		{slipVerb, always, `misconfigured misdiagnosed misidentified misclicked mislabeled mislabelled mismanaged misapplied
			misallocated flubbed`},
		{ownSlip, never, `ignored omitted misread disregarded misconfigured misdiagnosed misidentified misclicked mislabeled
			mislabelled mismanaged misapplied misallocated flubbed`},
		{turnWord, never, `known`},
		{setAside, never, `ignored disregarded omitted neglected`},
		{misjudgedVerb, never, `misread misjudged miscalculated underestimated overestimated mistook misinterpreted misunderstood
			miscounted misdiagnosed misidentified`},
		{botchVerb, never, `screw slip mess cock fuck foul`},
		{botchVerb, always, `screw_up slip_up mess_up cock_up fuck_up foul_up`},
		{botchVerb, always, `messed screwed botched goofed slipped blew bungled fucked cocked`},
		{missVerb, always, `missed`},
		{mistakeNoun, always, `mistake mistakes blunder blunders oversight misstep missteps accident`},
		{makeVerb, never, `made make making makes committed`},
		{faultNoun, never, `fault faults`},
		{faultNoun, always, `s_fault my_fault our_fault his_fault her_fault their_fault your_fault whose_fault own_fault
			at_fault`},
		{dutyVerb, never, `acknowledge answer renew rotate clean migrate upgrade automate replace address test check verify validate communicate assign monitor review document follow read listen update
			declare tell inform notify coordinate plan consider bother ensure consult escalate respond react act investigate
			prepare train rehearse inspect warn announce discuss measure audit double look think involve ask confirm
			question secure maintain patch share prioritise prioritize anticipate heed give specify`},
		{failedWord, never, `failed failing`},
		{failedWord, always, `failed_to`},
		{failureWord, never, `failure`},
		{failureWord, always, `failure_to failure_of`},
		{lackWord, never, `lack`},
		{lackWord, always, `lacked lacking lack_of missing_knowledge missing_experience missing_understanding missing_skills
			missing_expertise`},
		{lackWord, never, `missing`},
		{skillNoun, never, `understanding experience knowledge training attention care ownership discipline expertise
			awareness familiarity proficiency diligence competence skill skills judgement judgment professionalism responsibility vigilance foresight
			rigor rigour thought focus concentration caution preparedness preparation`},
		{flawAdjective, always, `careless negligent sloppy lazy incompetent complacent inattentive inexperienced thoughtless
			unprofessional clueless inept foolish`},
		{foolWord, always, `stupid dumb idiot idiots idiotic fool moron silly`},
		{turnWord, always, `fingered`},
		{leaveOut, never, `omitting neglecting forgetting`},
		{leaveOut, always, `omitting_to neglecting_to overlooking misdiagnosing misreading misjudging mishandling underestimating
			misinterpreting forgetting`},
		{laidTo, never, `due attributed owing because traced`},
		{laidTo, always, `team_not engineer_not engineers_not developer_not developers_not operator_not operators_not us_not them_not
			not_checking not_testing not_reviewing not_verifying not_confirming`},
		{guiltWord, never, `guilty`},
		{guiltWord, always, `guilty_of full_responsibility`},
		{turnWord, never, `bad`},
		{turnWord, always, `my_bad`},
		{onWord, never, `on`},
		{actNoun, never, `attempt run deletion execution change commit push merge restart reboot removal shutdown command
			edit configuration deployment deploy release upgrade migration publication disclosure action exposure drop use
			omission click trigger rollback update rollout`},
		{assumeVerb, never, `assuming assumed thought believed estimated assessed judged concluded presumed calculated decided diagnosed
			interpreted supposed`},
		{assumeAdverb, always, `incorrectly falsely wrongly naively`},
		{guiltWord, never, `responsible`},
		{guiltWord, never, `responsibility`},
		{guiltWord, always, `blame culpable culprit responsible_for responsibility_for_not responsibility_for_failing`},
		{serveVerb, never, `maintain deliver meet provide serve live achieve satisfy uphold honor honour be service process handle`},
		{tellVerb, never, `talk touch bring mention say introduce ask thank unmute mute note share credit discuss answer explain
			plug promote greet record congratulate invite`},
		{turnWord, never, `ball`},
		{turnWord, always, `the_ball`},
		{attentionWord, never, `familiar experienced attention careful thorough listening thinking paying checking reading testing asking telling
			reviewing verifying looking confirming waiting notifying consulting informing watching concentrating monitoring planning`},
		{attentionWord, always, `without_reading without_testing without_asking without_telling without_reviewing without_verifying
			without_looking without_confirming without_notifying without_consulting without_informing without_waiting
			without_thinking without_checking without_listening not_thinking t_thinking not_watching t_watching
			not_looking t_looking t_monitoring not_double_checking not_monitoring t_planning not_planning t_checking
			t_verifying was_watching was_looking was_monitoring was_checking t_concentrating not_concentrating
			asleep_at`},
		{wrongWord, never, `wrong`},
		{wrongWord, always, `it_wrong that_wrong this_wrong them_wrong`},
		{wrongWord, withSlip, `wrong`},
		{wrongVerb, slipForm, `read got typed judged called estimated guessed counted`},
		{skipVerb, always, `skipped bypassed circumvented violated`},
		{upkeepVerb, never, `renewed rotated updated removed cleaned migrated configured added fixed addressed upgraded patched
			enabled replaced rebranded branded automated implemented finished completed tracked closed propagated`},
		{doneVerb, never, `bothered told owned updated read looked asked raised warned`},
		{duty2, always, `nobody never bothered`},
		{duty2, always, `no_one hadn had_not did_not didn didnt did_nothing`},
		{personPronoun, always, `on_me on_us on_him on_her on_them`},
		{duty2, never, `one`},
		{wonderWord, never, `how thinking`},
		{wonderWord, always, `how_could_he how_could_she how_could_they how_could_you_not how_could_we_not how_could_i_not
			how_could_anyone how_could_anybody how_could_nobody how_could_the_team were_they_thinking was_he_thinking
			was_she_thinking were_you_thinking was_i_thinking were_we_thinking`},
	}
}
