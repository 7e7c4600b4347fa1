package prompt

// germanAsks are the questions in German, written for this app and not translated. The
// schools are those of the English ones (CDM, CTA, guide, SA). Nobody is addressed:
// whether a room says du or Sie is its own affair. Each asks how, what, who, where or
// when; none asks warum, holds an answer or tells of what did not happen.
func germanAsks() map[Family][]Ask {
	return map[Family][]Ask{
		// CDM, experience: how one finds a way where nothing compares.
		Novelty: {
			Own("Wie sieht der Normalfall {thing} aus?"),
			Own("Was half, ohne etwas Vergleichbares den Weg zu finden?"),
			Own("Was kam bei dem Anblick als Erstes in den Sinn?"),
			OfOther("Woran war zu merken, dass das für {who} neu war?"),
			Open("Wer hatte so etwas schon erlebt, und wo?"),
		},
		// CDM, experience: the first time.
		Fresh: {
			Own("Woran ließ sich dabei festhalten?"),
			Own("Wer oder was war dabei eine Stütze?"),
			OfOther("Was war davon damals zu merken?"),
			Open("Wie kommt man hier dazu, das zum ersten Mal zu tun?"),
		},
		// CTA: where knowledge lives, and how it travels.
		Unknown: {
			Own("Wie kam es am Ende ans Licht?"),
			Own("Was diente bis dahin als Anhaltspunkt?"),
			OfOther("Was war davon zu diesem Zeitpunkt schon bekannt?"),
			Open("Wo liegt dieses Wissen, und wer kommt dort vorbei?"),
			Open("Wer wusste das damals, und woher?"),
		},
		// CDM, cues: what tells two things apart.
		Distinction: {
			Own("Wie sieht der gewohnte Fall aus?"),
			Own("Woran war der Unterschied zu merken?"),
			Open("Wie sieht der gewohnte Fall aus?"),
		},
		// CDM, cues: how one knows which of two it is.
		Mixup: {
			Own("Woran lassen sich die beiden unterscheiden?"),
			Own("Was war im Blick, das sagte, welches von beiden es ist?"),
			Open("Woran unterscheiden die Leute hier die beiden?"),
		},
		// Guide: zoom in where something is called plain.
		Obvious: {
			Own("Was machte das so klar, und für wen?"),
			Own("Wie erfährt jemand Neues davon?"),
			Open("Was machte das so klar, und für wen?"),
			Open("Wie erfährt jemand Neues davon?"),
		},
		// Guide: zoom out where work changes hands.
		Handoff: {
			Own("Was wurde weitergegeben, und auf welchem Weg?"),
			Own("Wie sah das Bild für die aus, die als Nächste kamen?"),
			Open("Was wurde weitergegeben, und auf welchem Weg?"),
			Open("Wie läuft eine Übergabe hier gewöhnlich ab?"),
		},
		// SA and CDM: what a picture was made of, and how long it held.
		Assessment: {
			Own("Was war zu sehen, das zu diesem Bild passte?"),
			Own("Wie lange hielt dieses Bild, und was kam danach?"),
			Own("Wie sicher fühlte sich das damals an?"),
			OfOther("Wie sah das vom eigenen Platz aus?"),
			Open("Was war zu sehen, das zu diesem Bild passte?"),
		},
		// CDM, stress and time; asked kindly, and about the surroundings.
		Strain: {
			Own("Was war in dem Moment sonst noch los?"),
			Own("Was oder wer war da eine Hilfe?"),
			OfOther("Was war davon damals zu merken?"),
			Open("Was war zu dieser Stunde für alle sonst noch los?"),
		},
		// SA: where seeing and understanding part.
		Puzzle: {
			Own("Was war an der Stelle erwartet?"),
			Own("Was passte da nicht zusammen?"),
			OfOther("Wie sah das vom eigenen Platz aus?"),
			Open("Was war an der Stelle erwartet?"),
		},
		// SA: what tells that it is over.
		Relief: {
			Own("Woran war zu merken, dass es gut wird?"),
			Own("Was war da noch offen?"),
			Open("Was war da noch offen?"),
		},
		// CDM, options and goals.
		Decision: {
			Own("Was galt es in dem Moment abzuwägen?"),
			Own("Wie sah die Lage um {at} aus?"),
			Own("Was war danach erwartet?"),
			Own("Wer hatte dabei mitzureden, und was war wem bekannt?"),
			OfOther("Wie kam die Nachricht davon an?"),
			Open("Wie kam es dazu, und wer war dabei?"),
		},
		// Guide: whom one talked to, and what was learned.
		Help: {
			Own("Was bekam {whom} zu hören, und was kam zurück?"),
			Own("Was wurde dabei gesagt, und was kam zurück?"),
			Own("Woran war zu erkennen, an wen man sich wendet?"),
			OfOther("Was war davon zu hören, und wann?"),
			Open("Was wurde gesagt, und was kam zurück?"),
		},
		// CTA: how people know.
		Known: {
			Own("Woher kam dieses Wissen?"),
			Own("Wer wusste das zu der Zeit noch?"),
			OfOther("Wie kam heraus, dass {who} das wusste?"),
			Open("Wo liegt dieses Wissen, und wer kommt dort vorbei?"),
		},
		// CDM, the usual case beside this one.
		Typical: {
			Own("Und diesmal, wie lief es da?"),
			Own("Wie lernt man hier, wie es gewöhnlich läuft?"),
			Open("Und diesmal, wie lief es da?"),
			Open("Wie lernt man hier, wie es gewöhnlich läuft?"),
		},
		// CDM, information: where one looks, and for what.
		Looking: {
			Own("Wie fiel die Wahl darauf, {thing} nachzusehen?"),
			Own("Was wurde dort gesucht?"),
			Own("Was war dort zu finden?"),
			OfOther("Was war zu der Zeit am eigenen Platz zu sehen?"),
			Open("Wer hatte das noch im Blick, und wo?"),
		},
		// Guide: how one found out, and what one was taken away from.
		Summons: {
			Own("Was war gerade in Arbeit, als das kam?"),
			Own("Was sagte die Meldung, und was kam als Erstes?"),
			OfOther("Was war davon zu hören, und wann?"),
			Open("Was war bei allen gerade in Arbeit, als das kam?"),
		},
		// SA, first level: what was seen, and what it meant.
		Observation: {
			Own("Was sagte das in dem Moment?"),
			Own("Wohin ging der Blick, als das zu sehen war?"),
			OfOther("Was war zu der Zeit am eigenen Platz zu sehen?"),
			Open("Wer hatte das im Blick, und wo?"),
		},
		// CDM, expectations: what was to follow.
		Action: {
			Own("Was war danach erwartet?"),
			Own("Wie sah die Lage um {at} aus?"),
			Own("Woran war zu erkennen, dass jetzt der Moment dafür ist?"),
			OfOther("Wie kam die Nachricht davon an?"),
			Open("Was war danach erwartet?"),
		},
		// Guide: a condition has a history and a reach.
		Factor: {
			Open("Seit wann ist das so, und wer hatte es im Blick?"),
			Open("Wo in der Geschichte hat es sich gezeigt?"),
			Open("Was machte es zu einer guten Lösung, als es so eingerichtet wurde?"),
		},
		// Guide: what went well, and luck.
		Luck: {
			Open("Wie kam es, dass das da war, als es gebraucht wurde?"),
			Open("Was sorgt dafür, dass es beim nächsten Mal wieder da ist?"),
		},
		// Guide: a change brings something new along.
		Idea: {
			Open("Was wird dadurch schwerer, und für wen?"),
			Open("Woran werden wir merken, dass es geholfen hat?"),
			Open("Was verlangt das von Menschen um drei Uhr morgens?"),
		},
	}
}
