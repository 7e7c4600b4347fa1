CREATE TABLE `postmortems` (
  `id` bigint(20) NOT NULL,
  `title` varchar(255) NOT NULL,
  `summary` longtext NOT NULL,
  `why_surprised` longtext NOT NULL,
  `tldr` longtext NOT NULL,
  `starttime` int(11) UNSIGNED NOT NULL,
  `endtime` int(11) UNSIGNED NOT NULL,
  `detecttime` int(11) UNSIGNED NOT NULL,
  `severity` int(1) UNSIGNED NOT NULL,
  `contact` varchar(255),
  `facilitator` varchar(255),
  `deleted` tinyint(1) NOT NULL,
  PRIMARY KEY (`id`)
);
INSERT INTO `postmortems` VALUES (1,'Uploads hung','## Timeline\n\n- 10:05 UTC somebody restarts a host\n- 10:30 UTC all hosts\n\nThe disk was full of thumbnails.','Nobody thought of thumbnails.','Uploads hung for an hour.',1714557600,1714561200,1714557660,2,'Ines Duarte','Kim Okafor',0),(2,'Gone','','','',0,0,0,1,NULL,NULL,1),(3,'Pages without pictures','','','Pictures were missing.',1706774400,0,0,3,NULL,NULL,0);
INSERT INTO `jira` (`id`, `postmortem_id`, `ticket`, `deleted`) VALUES (1,1,'UP-9',0),(2,1,'UP-10',1);
INSERT INTO `irc` (`id`, `postmortem_id`, `channel`, `deleted`) VALUES (1,1,'#uploads',0);
INSERT INTO `tags` VALUES (4,'disk',0);
