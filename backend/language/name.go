package language

import "strings"

// Names of people. Most are words of no table, and a capital tells them from
// other words. Some are spelled like a word – Will, Hope, Drew – or end like one:
// Ahmed is no participle, Emily no adverb, Sterling nothing that somebody does.
// Whether a wording is noticed must not hang on what somebody is called; so what
// stands around a word decides, and its shape never does alone.

// nameWords are names that are words too, or end like one; not a list of what
// people are called.
func nameWords() []wordSet {
	return []wordSet{
		{tag: givenName, words: nameLike},
		{tag: asIs, words: nameLike},
		{tag: givenName, words: `will may hope rose drew an long song won eve earnest dusty misty rusty frank
			mark bill grace joy summer dawn chase grant rich pat art sue rob jack max angel christian dean jan guy`},
		{tag: givenName, words: `james chris thomas lucas jonas andreas hans klaus nicholas carlos iris doris dennis agnes
			ines boris alexis luis matthias tobias tomas silas elias anders lars niels mats jens phyllis
			gladys frances curtis travis jess tess ross wes les douglas lois hades achilles moses charles giles miles myles
			hughes johannes mercedes ulises reyes torres flores gonzales morales hercules yves georges jacques anders jones williams davis evans roberts edwards collins rogers harris lewis stevens andrews phillips
			peter amber walter oliver alexander heather jennifer esther roger skyler tyler hunter parker cooper carter
			xavier javier dieter igor victor hector trevor eleanor jasper casper christopher asher archer spencer
			alistair taylor ginger summer harper piper connor taher nader nasser yasser amer samer jaber homer
			werner rainer günter viktor gregor theodor salvador ander xander sander pieter wouter gunter miller fischer
			clement vincent laurent millicent constance florence clarence terrence laurence lawrence prudence
			patience felicity charity trinity chastity verity concepcion sage`},
		{tag: titleWord, words: `mr mrs ms miss dr prof professor sir`},
		{tag: machineNoun, words: softwareNames},
	}
}

// nameLike are names with the ending of a verb form or an adverb.
const nameLike = `ahmed mohamed mohammed muhammed hamed khaled saeed fred alfred jared reed waleed majed wilfred manfred
	mildred zayed sayed syed winifred rashed walled naveed javed jawed shahed wahed ubed obed jed ned ted creed ahmad
	siegfried gottfried mehmed ahmet haled emily kelly sally beverly molly polly holly billy willy lily lilly kimberly carly shelly
	nelly reilly tilly orly milly dolly elly wally nally connolly donnelly connelly kennelly everly waverly
	kim-ly sterling irving harding fleming manning dowling keeling golding browning ewing channing ming ling jing
	ting xing ying qing ning ping bing ding welding ning darling starling hemming cushing king`

// softwareNames are programs and services that are talked about by name, as people
// are.
const softwareNames = `cassandra elastic elasticsearch opensearch mongo mongodb memcached rabbitmq celery airflow
	hadoop flink hive presto trino druid clickhouse snowflake bigquery redshift dynamo dynamodb aurora spanner vitess
	cockroach etcd consul vault nomad istio envoy linkerd traefik caddy apache tomcat jetty varnish squid akamai lambda
	fargate helm argo flux spinnaker circleci bamboo teamcity buildkite artifactory nexus harbor docker podman
	containerd systemd cron ansible puppet saltstack vagrant packer datadog splunk kibana logstash fluentd loki
	jaeger zipkin sentry nagios zabbix icinga pagerduty opsgenie slack zoom okta auth keycloak ldap kerberos zookeeper
	pulsar nats kinesis sqs sns gunicorn unicorn puma sidekiq resque nodejs java python rust perl php rails django
	hibernate postgresql pgbouncer sqlite oracle mariadb percona galera ceph gluster longhorn velero
	rsync nfs samba coredns dnsmasq pihole route53 openssl letsencrypt certbot iptables calico flannel cilium
	weave wireguard openvpn ubuntu debian centos fedora redhat android chrome firefox safari bazel gradle maven webpack
	npm git svn jira confluence dependabot renovate sonarqube selenium cypress playwright kubelet
	kubectl minikube rancher openshift heroku vercel netlify openstack proxmox vmware sharepoint
	hpa autoscaler autoscaling ingress gateway`

// readNames marks the words that a table or an ending takes for something else
// and that stand where a name does: with a capital, at the head of a clause,
// right before its verb.
func (s *sentence) readNames() {
	for i := range s.toks {
		if t := &s.toks[i]; t.capital && t.kind == word && t.tags != (tags{}) && s.standsAsName(i) {
			t.tags = tags{}
			t.tags.add(givenName)
		}
	}
}

// standsAsName reports whether token i stands where a name does.
func (s *sentence) standsAsName(i int) bool {
	known := s.has(i, givenName)
	if !known && !s.onlyEnding(i) || s.acronym(i) || i+1 < len(s.toks) && s.toks[i+1].capital || s.has(i-1, determiner, preposition) && !s.has(i-1, conjunction) {
		return false
	}
	v := i + 1
	if known || !s.opens(i) && !s.has(i, ingForm) {
		v = s.skip(v, adverb)
	}
	switch {
	case !s.finite(v):
		return false
	case !s.opens(i), s.has(v, have, had, wasWere) && !s.is(v, "been", "having"), s.is(v, "did"):
		return !s.has(i, ingForm) || !s.opens(i)
	case s.has(i, ingForm):
		return false // "Testing failed"
	case s.has(i, adverb) && !known:
		return s.likeKelly(i)
	}
	return known && !s.has(i, determiner) || s.has(v+1, determiner, pronoun, preposition)
}

// finite reports whether token v can be a verb that tells of the past.
func (s *sentence) finite(v int) bool {
	return v < len(s.toks) && !s.toks[v].capital && (s.past(v) || s.is(v, "was", "has", "did", "had"))
}

// onlyEnding reports whether all that is known of token i is how it ends.
func (s *sentence) onlyEnding(i int) bool {
	if _, ok := s.tongue.lexicon.find(s.textOf(i, i)); ok {
		return false
	}
	return s.has(i, edForm, adverb, ingForm)
}

// likeKelly reports whether token i ends as names do and adverbs do not.
func (s *sentence) likeKelly(i int) bool {
	w := strings.ToLower(s.textOf(i, i))
	return strings.HasSuffix(w, "elly") || strings.HasSuffix(w, "olly") && w != "wholly" || strings.HasSuffix(w, "illy")
}

// opens reports whether nothing stands before token i that would let its
// capital tell: a number, a time, a mark of a list.
func (s *sentence) opens(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if s.toks[j].kind == word || s.toks[j].kind == name || s.toks[j].kind == breaks && s.text[s.toks[j].start] == ',' {
			return false
		}
	}
	return true
}

// named reports whether token i reads like a person's name: a capital, on a
// word of no table or a name that is a word too.
func (s *sentence) named(i int) bool {
	if i < 0 || i >= len(s.toks) || !s.toks[i].capital || s.toks[i].kind != word || s.acronym(i) {
		return false
	}
	t := s.toks[i].tags
	if t != (tags{}) {
		only := tags{}
		only.add(givenName)
		if t != only {
			only.add(asIs)
		}
		return t == only
	}
	return !s.camel(i)
}

// somebody reports whether token i of that kind is a person, for what machines
// are told to do as well: a name at the head of a sentence must not look like
// the plural or the quality of something.
func (s *sentence) somebody(i int, k agentKind) bool {
	if k == human || !s.named(i) {
		return k == human
	}
	return s.has(i, givenName) || !s.opens(i) || !s.likeThings(i)
}

// likeThings reports whether token i ends like a noun for things: Timeouts,
// Provisioning, Capacity.
func (s *sentence) likeThings(i int) bool {
	w := strings.ToLower(s.textOf(i, i))
	if len(w) < 5 || !asciiOnly(w) {
		return false
	}
	for _, ending := range [...]string{"s", "tion", "sion", "ment", "ness", "ity", "ware", "ance", "ence", "ency", "age", "ure", "er", "or", "out"} {
		if strings.HasSuffix(w, ending) {
			return ending != "s" || strings.IndexByte("uioa", w[len(w)-2]) < 0 // Marcus, Curtis, Carlos
		}
	}
	return false
}
