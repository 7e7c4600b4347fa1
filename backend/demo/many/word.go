package many

// topic is what an event was about, with the words its people use.
type topic struct {
	tag     string
	titles  []string
	things  []string
	factors []string
	changes []string
}

var topics = []topic{
	{
		"database",
		[]string{"Primary database out of disk", "Replica fell behind", "Slow queries after an index was dropped"},
		[]string{"replica", "database", "write-ahead log", "query planner", "connection pool", "vacuum", "snapshot", "failover", "index", "transaction"},
		[]string{"The disk alert goes to a channel nobody watches at night", "Replication lag is measured from the primary alone", "A restore had not been tried for months"},
		[]string{"Try a restore every week", "Page when the replica is ten minutes behind", "Keep two weeks of free disk"},
	},
	{
		"dns",
		[]string{"Names did not resolve", "Zone transfer stopped", "Expired record for the gateway"},
		[]string{"resolver", "zone file", "name server", "cache", "record", "registrar", "delegation", "lookup", "glue", "forwarder"},
		[]string{"The zone is edited by hand under time pressure", "Resolvers keep an answer longer than the runbook says", "The registrar writes to a mailbox of a former team"},
		[]string{"Check the zone before it is loaded", "Shorten how long answers are kept", "Send the registrar's mail to the rota"},
	},
	{
		"certificate",
		[]string{"Certificate ran out", "Chain of trust incomplete", "Renewal did not reach two hosts"},
		[]string{"certificate", "renewal job", "trust store", "handshake", "private key", "expiry", "authority", "load balancer", "secret store", "proxy"},
		[]string{"Renewal is watched where it starts and not where it ends", "Two hosts are outside the inventory", "The reminder says thirty days and nothing after"},
		[]string{"Measure expiry from outside", "Renew with two weeks to spare", "Bring every host into the inventory"},
	},
	{
		"deployment",
		[]string{"Release rolled out to all regions at once", "Feature flag turned on early", "Old build served after a rollback"},
		[]string{"release", "feature flag", "canary", "rollback", "pipeline", "artifact", "build", "migration", "configuration", "branch"},
		[]string{"The canary is too small to show a change in latency", "Flags look alike in both environments", "Rolling back takes longer than rolling forward"},
		[]string{"Hold the canary for an hour", "Colour production differently", "Practise the rollback each month"},
	},
	{
		"network",
		[]string{"Packet loss between regions", "Route withdrawn during maintenance", "Firewall rule closed a port"},
		[]string{"router", "firewall", "packet loss", "route", "link", "switch", "maintenance window", "tunnel", "provider", "backbone"},
		[]string{"Maintenance of the provider is announced to one person", "The second link shares a duct with the first", "Graphs average over five minutes"},
		[]string{"Share the provider's calendar", "Draw where the links run", "Keep graphs by the second for a day"},
	},
	{
		"queue",
		[]string{"Messages piled up", "Consumer restarted in a loop", "Orders handled twice"},
		[]string{"queue", "consumer", "producer", "offset", "backlog", "partition", "dead letters", "batch job", "worker", "broker"},
		[]string{"A poisoned message holds up all behind it", "The backlog has no owner", "Alerts count messages and not their age"},
		[]string{"Set aside what fails three times", "Alert on the age of the oldest message", "Give the backlog an owner"},
	},
	{
		"cloud",
		[]string{"Region unavailable", "Quota reached on a holiday", "Storage refused writes"},
		[]string{"region", "quota", "bucket", "instance", "autoscaler", "volume", "provider status page", "zone", "image", "node pool"},
		[]string{"Quotas are known to the provider alone", "The status page turns red after the phones do", "Autoscaling asks for what the quota does not give"},
		[]string{"Graph quotas beside use", "Ask for room before the season", "Practise leaving a region"},
	},
	{
		"alerts",
		[]string{"Pager silent for two hours", "Alert storm hid the first signal", "Rota pointed at nobody"},
		[]string{"pager", "alert", "threshold", "rota", "dashboard", "escalation", "on-call phone", "silence", "runbook", "graph"},
		[]string{"Alerts are silenced by name and stay so", "The first signal looks like the daily noise", "The rota has a gap at the change of month"},
		[]string{"Let silences end by themselves", "Send a test page each morning", "Review alerts that nobody acts on"},
	},
}

// said are sentences around the things of a topic: %s is one of them.
var said = []string{
	"I opened the dashboard and the %s looked as it does every morning",
	"we saw the %s at ninety percent and took it for the nightly run",
	"the %s was slow, then it answered, then nothing",
	"somebody in the channel asked whether the %s had been touched",
	"I restarted the %s because that had helped in March",
	"it made sense to wait for the %s before paging anybody",
	"the graph of the %s was flat, which to me meant healthy",
	"customers wrote first; the %s came to mind only later",
	"we compared the %s with the one in the other region",
	"nobody on the call had seen the %s from the inside",
	"the runbook says to drain the %s, so that is where I began",
	"from where I sat the %s and the rest looked unrelated",
	"after the %s came back the errors went down within minutes",
	"two of us worked on the %s without knowing of each other",
}

// tails make a line longer, as people do when they tell.
var tails = []string{
	"and I remember thinking that it would pass",
	"which is what we had agreed the week before",
	"while the phone kept ringing",
	"so I wrote it down and went on",
	"and that was new to me",
	"because the page had named another service",
	"although the numbers did not add up yet",
	"and we said so on the bridge",
}

var firstNames = []string{
	"Ada", "Ben", "Chidi", "Dana", "Elif", "Farid", "Greta", "Hana", "Imre", "Jona", "Kofi", "Lena", "Mara", "Nils", "Oona", "Pavel",
	"Rosa", "Samir", "Tove", "Uma", "Vera", "Wim", "Yara", "Zoë", "Anouk", "Björn", "Célia", "Dmitri", "Esra", "Filip",
}

var lastNames = []string{
	"Abara", "Berger", "Castel", "Dragan", "Ekström", "Ferro", "Grün", "Halvor", "Iwata", "Jansky", "Kessler", "Lind", "Moreau", "Novak", "Okoye",
	"Petrov", "Quist", "Rahimi", "Santos", "Tamm", "Ulrich", "Vance", "Weiss", "Yilmaz", "Zeman", "Arnaud", "Brandt", "Conti", "Duarte", "Eriksen",
}

var (
	teams   = []string{"Platform", "Storage", "Payments", "Network", "Support", "Mobile"}
	roles   = []string{"engineer on call", "support lead", "service owner", "incident lead", "network engineer", "product manager"}
	sources = []string{"chat", "deploy log", "pager", "dashboard", "ticket", ""}
	sounds  = []string{"ta", "ro", "mi", "den", "pol", "ker", "su", "gra", "lo", "ben", "fi", "ha", "vor", "ni", "sta", "qui"}
)
