package io.codemaster.query.notice;

import org.springframework.data.jpa.repository.JpaRepository;

interface NoticeChoiceRepository extends JpaRepository<NoticeChoiceEntity, String> {}
