// A meeting of an hour and a half with ten people about the database failover of GitHub, 21 and 22 October 2018.
// Times and figures are those of the public analysis of 30 October 2018. Every name, and what is said beyond
// them, is made up for this script. It lasted for a day and eleven minutes, so that 22:55 could be on either day: the
// first minutes are told as T+3m.
export default {
  name: 'failover',
  minutes: 90,
  title: 'Databases moved across the country after 43 seconds without a link',
  started: '2018-10-21 22:52',
  resolved: '2018-10-22 23:03',
  notes: 'Maud Keller',
  absent: 'Ravi Menon',
  people: [
    { name: 'Jo Marsh', role: 'First responder', parts: ['identified', 'responded'], newcomer: true },
    { name: 'Hana Sato', role: 'First responder', parts: ['diagnosed'], newcomer: true },
    { name: 'Eli Brandt', role: 'Network', parts: ['affected'] },
    { name: 'Maud Keller', role: 'Status and blog', parts: ['responded'] },
    { name: 'Pia Lund', role: 'Webhooks', parts: ['responded'] },
    { name: 'Kofi Mensah', role: 'Database engineer', parts: ['diagnosed', 'responded'] },
    { name: 'Zoe Arnaud', role: 'Database engineer', parts: ['responded'] },
    { name: 'Ravi Menon', role: 'Partners', parts: ['affected'] },
    { name: 'Bruno Reis', role: 'Incident coordinator', parts: ['decided'] },
    { name: 'Ute Falk', role: 'Engineering director', parts: ['interested'] },
  ],
  stages: {
    1: [{ says: 'Ravi is with a partner and sends what they saw' }],
    2: [{ says: '? does the estimate given to users come up today', is: 'does the estimate given to users' }],
    4: [
      { says: 'T+0m system: the link between hub and data centre is gone for 43 seconds', is: 'the link between hub and data centre is gone for 43 seconds', room: true },
      { says: 'T+2m system: alerts for numerous clusters', is: 'alerts for numerous clusters', room: true },
      { says: '06:51 system: several clusters restored in the east', is: 'several clusters restored in the east', room: true },
      { says: '? who had both coasts in view at 23:02', is: 'who had both coasts in view' },
      { says: 'nearly forty minutes of writes, or twenty-one by the clock: both stay' },
    ],
    5: [
      { says: '# the tool was free to promote a primary in another region', is: 'the tool was free to promote' },
      { says: '# applications cannot live with that distance to their database', is: 'applications cannot live with that distance' },
      { says: '# a restore of a whole cluster had never been needed', is: 'a restore of a whole cluster had never been needed' },
      { says: '# payloads outlived their time to live while work stood', is: 'payloads outlived their time' },
      { says: '+ deployments were locked within fifteen minutes', is: 'deployments were locked within fifteen' },
    ],
    7: [{ says: '? which other assumption about distance have we never tried', is: 'which other assumption about distance' }],
  },
  narratives: {
    'Jo Marsh': [
      { says: 'T+3m went through alerts one after the other', is: 'went through alerts one after the other' },
      { says: 'T+10m the list showed servers of the west coast alone', is: 'the list showed servers of the west coast alone', room: true },
      { says: '23:07 locked deployments by hand', is: 'locked deployments by hand', room: true },
    ],
    'Hana Sato': [
      { says: '23:09 set the status to yellow', is: 'set the status to yellow', room: true },
      { says: 'I did not know that yellow pages the coordinator', asks: true },
    ],
    'Eli Brandt': [
      { says: 'the optics had been on the list for replacing since spring' },
      { says: '! tell the database channel before touching the hub', is: 'tell the database channel before' },
    ],
    'Maud Keller': [
      { says: '00:05 told users of a controlled failover', is: 'told users of a controlled failover', room: true },
      { says: '06:51 gave two hours as the time it takes', is: 'gave two hours as the time it takes' },
      { says: '07:46 the blog came late, pages were paused', is: 'the blog came late' },
      { says: '! publish from a place of its own', is: 'publish from a place of its own' },
    ],
    'Pia Lund': [
      { says: '23:19 paused webhooks and page builds', is: 'paused webhooks and page builds', room: true },
      { says: '17:10 saw payloads being dropped, and paused again', is: 'saw payloads being dropped' },
      { says: '! communicate more', is: 'communicate more' },
    ],
    'Kofi Mensah': [
      { says: '23:16 saw that the west had taken writes for a while', is: 'the west had taken writes' },
      { says: 'we expected replication to catch up in a straight line', asks: true },
      { says: 'if the tool had not promoted across regions we would have been done by midnight', flag: 'would have' },
    ],
    'Zoe Arnaud': [
      { says: '11:12 all primaries are in the east again', is: 'all primaries are in the east again', room: true },
      { says: '16:24 replicas in step, back to the usual topology', is: 'replicas in step, back to the usual topology', room: true },
      { says: '! rehearse a restore of a whole cluster twice a year', is: 'rehearse a restore of a whole cluster' },
    ],
    'Ravi Menon': 'pass',
    'Bruno Reis': [
      { says: '23:13 set the status to red two minutes after joining', is: 'set the status to red two minutes after joining' },
      { says: '23:17 we decided to keep the data and take the long way', is: 'we decided to keep the data and take the long way', room: true },
    ],
    'Ute Falk': [{ says: 'the order was given long before: data, then use, then time' }],
  },
  ideas: [
    { text: 'tell the database channel', commit: ['eli', 'in 1 week', 'the next replacement is announced there'] },
    { text: 'publish from a place of its own', soak: true },
    { text: 'communicate more', answer: 'the coordinator posts what is known every thirty minutes', soak: true },
    { text: 'rehearse a restore', commit: ['zoe', 'in 6 weeks', 'the first rehearsal has a date and a length'] },
  ],
  links: { 'the tool was free': ['west coast alone'], 'a restore of a whole': ['restored in the east'] },
  counts: [9, 6, 8],
}
