package language

// The words the rules for weak countermeasures turn on.

const (
	careAdjective tag = endCause + iota
	attentionNoun
	eyeWord
	checkVerb
	remindVerb
	trainNoun
	trainVerb
	communicateVerb
	communicateNoun
	neverWord
	alwaysWord
	riskyVerb // what orders are given about: run, deploy, trust
	stopWord
	obligation // need, must, should, have to
	moreWord
	peopleObject
	strengthen // improve, better
	careNoun
	rememberVerb
	rawDo
	toolNoun
	encourageVerb
	thinkTwice
	carefullyAdverb
	everyone
	sureWord       // make sure, ensure
	careVerb       // what one is to make sure to do: check, read, ask
	importanceWord // the importance of
)

func countermeasureWords() []wordSet {
	return []wordSet{
		{careAdjective, always, `careful mindful vigilant cautious rigorous diligent attentive disciplined thorough
			conscientious wary meticulous watchful proactive deliberate thoughtful methodical`},
		{careAdjective, never, `aware alert complacent careless sloppy hasty cavalier`},
		{careAdjective, always, `stay_alert remain_alert be_alert`},
		{careAdjective, always, `be_aware stay_aware remain_aware become_aware more_aware keep_aware`},
		{attentionNoun, always, `attention`},
		{eyeWord, never, `top`},
		{eyeWord, always, `watch_for closer_watch close_watch`},
		{eyeWord, always, `eye lookout awareness watch_out`},
		{eyeWord, never, `watch`},
		{checkVerb, never, `double triple`},
		{checkVerb, always, `double_check triple_check recheck`},
		{remindVerb, always, `remind reminding reminded reminder reminders`},
		{trainNoun, always, `training retraining trainings refresher`},
		{trainVerb, always, `train retrain educate coach retrained educated`},
		{communicateVerb, always, `communicate`},
		{communicateNoun, always, `communication communications`},
		{neverWord, never, `ever`},
		{neverWord, always, `never t_ever not_ever`},
		{alwaysWord, never, `always`},
		{alwaysWord, always, `always_make_sure always_ensure always_check always_verify always_confirm always_validate always_understand always_read
			always_review always_consult always_inform always_double`},
		{riskyVerb, never, `run deploy use trust touch edit push merge restart change rely skip assume share store commit delete
			drop copy paste log click optimize optimise install upgrade remove enable disable modify rename force mix ignore
			release migrate reboot kill allow attempt expose hardcode ship`},
		{riskyVerb, always, `do_not_click do_not_optimize do_not_install do_not_upgrade do_not_remove do_not_disable
			do_not_modify do_not_rename do_not_force do_not_mix do_not_ignore do_not_release do_not_migrate do_not_reboot
			do_not_allow do_not_attempt do_not_expose do_not_hardcode do_not_ship don_t_click don_t_optimize don_t_install
			don_t_upgrade don_t_remove don_t_disable don_t_modify don_t_rename don_t_force don_t_mix don_t_ignore
			don_t_release don_t_migrate don_t_reboot don_t_allow don_t_attempt don_t_expose don_t_hardcode don_t_ship
			shouldn_t_run shouldn_t_deploy shouldn_t_use shouldn_t_touch shouldn_t_edit shouldn_t_push shouldn_t_merge
			shouldn_t_restart shouldn_t_rely shouldn_t_assume shouldn_t_trust should_not_run should_not_deploy should_not_use
			should_not_touch should_not_edit should_not_push should_not_merge should_not_restart should_not_rely
			should_not_assume should_not_trust must_not_run must_not_deploy must_not_use
			must_not_touch must_not_edit must_not_push must_not_merge must_not_restart must_not_rely must_not_assume let_s_not_deploy let_s_not_run let_s_not_push let_s_not_touch`},
		{sureWord, never, `sure ensure certain`},
		{sureWord, always, `make_sure_to make_sure_you make_sure_we make_sure_that_you make_sure_that_we make_sure_everyone
			make_sure_that_everyone make_sure_people make_sure_not be_sure_to be_sure_you be_sure_that_you ensure_you
			ensure_we ensure_that_you ensure_that_we ensure_everyone ensure_that_everyone ensure_all_staff
			ensure_that_all_engineers ensure_all_engineers`},
		{careVerb, never, `check verify read look test review confirm consult double triple watch remember know understand
			follow ask tell inform notify warn communicate coordinate pay recheck never miss forget
			highlight inspect compare`},
		{importanceWord, never, `importance`},
		{importanceWord, always, `importance_of`},
		{riskyVerb, always, `do_not_run do_not_deploy do_not_use do_not_trust do_not_touch do_not_edit do_not_push do_not_merge
			do_not_restart do_not_change do_not_rely do_not_skip do_not_assume do_not_share do_not_store do_not_commit
			do_not_delete do_not_drop don_t_run don_t_deploy don_t_use don_t_trust don_t_touch don_t_edit don_t_push don_t_merge
			don_t_restart don_t_change don_t_rely don_t_skip don_t_assume don_t_share don_t_store don_t_commit don_t_delete
			don_t_drop`},
		{stopWord, never, `stop`},
		{stopWord, always, `to_stop should_stop must_stop`},
		{obligation, never, `require requires need needs needed must should have has 'll will let got gotta shall ought going gonna to try
			wanna want supposed encouraged`},
		{moreWord, never, `more better greater extra closer additional increased further continuous regular`},
		{peopleObject, never, `team teams engineer engineers operator operators developer developers staff employee employees
			people everyone everybody colleagues oncall user users admins technicians personnel contractors us devs
			responders sres members all support`},
		{strengthen, never, `improve improving improved better increase strengthen enhance more clearer closer`},
		{careNoun, always, `care caution vigilance discipline diligence rigor rigour`},
		{rememberVerb, always, `remember forget that_in_mind this_in_mind it_in_mind them_in_mind`},
		{rememberVerb, never, `mind`},
		{rawDo, never, `do`},
		{rawDo, never, `better harder`},
		{rawDo, always, `be_a_bit_better get_a_bit_better be_a_little_better get_a_little_better to_better_check
			to_better_coordinate to_better_plan to_better_test to_better_review to_better_discuss do_better
			do_a_better do_much_better do_a_much_better be_better get_better try_harder work_harder look_harder
			coordinate_better collaborate_better plan_better prepare_better align_better listen_better`},
		{toolNoun, never, `tool tools tooling channel channels plan template templates system module`},
		{encourageVerb, always, `encourage encouraged urge urged`},
		{thinkTwice, never, `twice before`},
		{thinkTwice, always, `think_twice check_twice look_twice think_before`},
		{carefullyAdverb, never, `lightly seriously closely carefully diligently rigorously cautiously attentively thoroughly`},
		{carefullyAdverb, always, `tread_lightly more_seriously more_closely more_diligently more_rigorously more_cautiously
			more_attentively`},
		{everyone, never, `everyone everybody people`},
		{everyone, always, `everyone_must everyone_should everyone_needs everyone_need everyone_has everyone_follow everyone_follows
			everyone_pays everyone_checks everyone_knows everyone_reads everyone_remembers everyone_understands
			everybody_must everybody_should everybody_needs everybody_has everybody_follows everybody_pays
			everybody_checks everybody_knows everybody_reads everybody_remembers everybody_understands people_must
			people_should people_need people_have people_follow people_pay people_check people_know people_read
			people_understand`},
	}
}
