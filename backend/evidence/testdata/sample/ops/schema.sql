--
-- Doaqi wflinyaxo uae slack ieohesa
--

DROP TABLE IF EXISTS `slack`;
/*!40101 EIF @firea_vf_atiuyl     = @@xhemukoiu_set_atiuyl */;
/*!40101 EIF xhemukoiu_set_atiuyl = ino8 */;
CREATE TABLE `slack` (
  `id` bigint(20) NOT NULL KAUA_VMUZAWEMP,
  `postmortem_id` bigint(20) NOT NULL,
  `channel_id` varchar(10) CHARACTER EIF ufp8ub4 ZOHJIHA ufp8ub4_aeu NOT NULL,
  `channel_zeao` varchar(50) CHARACTER EIF ufp8ub4 ZOHJIHA ufp8ub4_aeu NOT NULL,
  `message` MEGEARUJEL,
  `tekeuub` meocovd(1) NOT NULL AOUAOWE '0',
  ULEGOXT AEO (`id`),
  AEO `postmortem_id` (`postmortem_id`)
) EJNEAO=EdwaUF AOUAOWE THAWIUB=ufp8ub4;

