// A meeting of an hour about the primary database of GitLab.com, 31 January 2017. Times and figures are those of
// the public post-mortem of 10 February 2017, of the incident report of 1 February 2017 and of the open notes of
// that night. Every name, and what is said beyond them, is made up for this script.
export default {
  name: 'database',
  minutes: 60,
  title: 'Primary database removed during a replication repair',
  started: '2017-01-31 18:00',
  resolved: '2017-02-01 18:14',
  notes: 'Lu Chen',
  absent: 'Priya Nair',
  people: [
    { name: 'Noor Aziz', role: 'Support', parts: ['identified', 'responded'], newcomer: true },
    { name: 'Vera Holm', role: 'Engineer, progress and clean-up', parts: ['responded'] },
    { name: 'Lu Chen', role: 'Engineer, public notices', parts: ['responded'] },
    { name: 'Tomás Vega', role: 'Engineer, dumps', parts: ['diagnosed'] },
    { name: 'Ada Berg', role: 'Production engineer, away that night', parts: ['interested'] },
    { name: 'Omar Said', role: 'Production engineer, restore', parts: ['identified', 'responded'] },
    { name: 'Ines Duarte', role: 'Database engineer', parts: ['decided', 'responded', 'diagnosed', 'affected'] },
    { name: 'Priya Nair', role: 'Head of engineering', parts: ['interested'] },
  ],
  stages: {
    1: [{ says: 'Priya cannot come and reads the notes tomorrow' }],
    2: [
      { says: '? who may read the transcript of the chat', is: 'who may read the transcript of the chat' },
      { says: 'we agree to call hosts by what they do' },
    ],
    4: [
      { says: '2017-01-31T17:20Z system: snapshot of production is loaded into staging', is: 'snapshot of production is loaded into staging', room: true },
      { says: '21:00 system: writes lock up', is: 'writes lock up', room: true },
      { says: '? what was visible in the prompt of the shell', is: 'what was visible in the prompt of the shell' },
      { says: 'accounts of the replication page differ by an hour: notes say 22:00, summary says 23:00' },
      { says: '16:28 system: transfer finished', is: 'transfer finished', room: true },
      { says: '18:14 system: site is back, webhooks restored', is: 'site is back, webhooks restored', room: true },
    ],
    5: [
      { says: '# repairing replication asks for removing a directory on one of two near-identical hosts', is: 'repairing replication asks for removing' },
      { says: '# dumps ran with version 9.2 against a 9.6 server and stayed empty', is: 'dumps ran with version 9.2' },
      { says: '# mails about it were turned away unsigned and reached nobody', is: 'mails about it were turned away' },
      { says: '# disk snapshots were off for database servers', is: 'disk snapshots were off' },
      { says: '+ a snapshot taken by hand was six hours old instead of nearly twenty-four', is: 'a snapshot taken by hand was six hours old' },
      { says: '+ repositories lay elsewhere', is: 'repositories lay elsewhere' },
    ],
    7: [{ says: '? which of the five ways to restore do we rehearse first', is: 'which of the five ways to restore' }],
  },
  /** Whose turn is how; whoever is not here comes last and passes. */
  narratives: {
    'Noor Aziz': [
      { says: '~19:00 people write that comments on merge requests hang', is: 'comments on merge requests hang' },
      { says: '22:09 asked in the support channel before the spammers were removed', is: 'asked in the support channel' },
      { says: '! a page where support sees which host is being worked on', is: 'a page where support sees' },
    ],
    'Vera Holm': [
      { says: '03:00 half of the files are copied', is: 'half of the files are copied' },
      { says: '> it looked like going backwards, because I counted files and Omar counted bytes', is: 'it looked like going backwards' },
    ],
    'Lu Chen': [
      { says: '23:28 says in public that the site goes offline', is: 'says in public that the site goes offline', room: true },
      { says: '02:00 updates the page for the public', is: 'updates the page for the public' },
      { says: '+ the private instance let us publish while the site was down', is: 'the private instance let us publish' },
    ],
    'Tomás Vega': [
      { says: '23:45 the bucket for dumps is empty', is: 'the bucket for dumps is empty', room: true },
      { says: 'we expected the dumps to be there, every night', asks: true },
      { says: '# the dump tool picks its version from a file workers do not have', is: 'the dump tool picks its version' },
      { says: '! test a restore every night', is: 'test a restore every night' },
    ],
    'Ada Berg': 'pass',
    'Omar Said': [
      { says: '00:36 backs up staging before touching it', is: 'backs up staging before touching it', room: true },
      { says: '01:58 starts the copy from staging to production', is: 'starts the copy from staging to production', room: true },
      { says: 'disks in staging gave 60 Mb/s and the other region was far', is: 'disks in staging gave 60 Mb/s' },
      { says: '! be more careful on production hosts', is: 'be more careful on production hosts' },
    ],
    'Ines Duarte': [
      { says: '21:56 paged: replication lag too large', is: 'paged: replication lag too large', room: true },
      { says: '22:20 set max_wal_senders to 32 and restarted', is: 'set max_wal_senders to 32' },
      { says: '22:40 the copy tool hung and showed nothing, I had never seen that before', is: 'the copy tool hung and showed nothing', asks: true },
      { says: '23:27 saw the host name and stopped the removal', is: 'saw the host name and stopped the removal', room: true },
      { says: 'we should have looked at the host name before running it', flag: 'should have' },
      { says: 'it was late, and the chat says I was about to sign off' },
      { says: '! colour the prompt by host and role', is: 'colour the prompt by host and role' },
    ],
    'Priya Nair': 'pass',
  },
  /** Who wants to be asked first, by keys, before the turns begin. */
  earlier: 'Ines Duarte',
  ideas: [
    { text: 'a page where support sees', soak: true },
    { text: 'test a restore every night', commit: ['tomás', 'in 2 weeks', 'a restored copy answers a query each morning'] },
    { text: 'colour the prompt', not: 'the read-only shell covers it' },
    { text: 'be more careful', answer: 'production shells open read-only and ask for the name of the host', commit: ['omar', 'in 4 weeks', 'the next repair is rehearsed that way'] },
  ],
  links: { 'repairing replication': ['removal'], 'dumps ran with version': ['bucket'] },
  counts: [7, 5, 6],
}
