package io.codemaster.app.record;

import java.util.LinkedHashMap;
import java.util.Map;

import io.codemaster.app.record.EvidenceBundle.Kept;
import io.codemaster.app.store.event.RecordedEvent;

/** The texts that were put with a requirement, also those that were taken away: a run that was ordered before has read them. */
final class EvidenceAttachments {

    static final String DIRECTORY = "attachments/";

    private final Map<String, Kept> all = new LinkedHashMap<>();

    void take(RecordedEvent event) {
        if (!EvidenceStory.name(event).equals("AttachmentAdded")) {
            return;
        }
        var attachment = EvidenceStory.payload(event).path("attachment");
        var id = attachment.path("id").asString("");
        EvidenceStory.id(attachment.path("content"))
                .ifPresent(it ->
                        all.put(DIRECTORY + entry(id, attachment.path("name").asString("")), Kept.whole(it)));
    }

    /** Two may have the same name. */
    private static String entry(String id, String name) {
        var harmless = !name.contains("/") && EvidenceStory.isHarmless(name);
        return id.replaceAll("[^A-Za-z0-9-]", "_") + "-" + (harmless ? name : "attachment.txt");
    }

    /** By the name of the entry. */
    Map<String, Kept> all() {
        return all;
    }
}
