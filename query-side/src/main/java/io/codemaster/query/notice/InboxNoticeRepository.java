package io.codemaster.query.notice;

import java.util.Collection;

import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.query.Param;

interface InboxNoticeRepository extends JpaRepository<InboxNoticeEntity, InboxNoticeEntity.Key> {

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update InboxNoticeEntity e set e.seen = true where e.userId = :reader and e.noticeId in :notices")
    void markSeen(@Param("reader") String reader, @Param("notices") Collection<String> notices);

    @Modifying(flushAutomatically = true, clearAutomatically = true)
    @Query("update InboxNoticeEntity e set e.seen = true where e.userId = :reader and e.seen = false")
    void markAllSeen(@Param("reader") String reader);
}
