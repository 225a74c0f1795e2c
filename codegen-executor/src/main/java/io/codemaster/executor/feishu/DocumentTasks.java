package io.codemaster.executor.feishu;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.requirement.DocumentContent;
import io.codemaster.api.requirement.ReadDocument;

/** Reads documents, a few at a time: a slow Feishu must not take the threads that store lines. */
@Component
class DocumentTasks {

    private static final int AT_ONCE = 4;

    private static final long PATIENCE_SECONDS = 20;

    private static final int MOST_CHARACTERS = 1_000_000;

    private static final int LONGEST_TITLE = 500;

    private final Semaphore places = new Semaphore(AT_ONCE);

    private final ArtifactStore artifacts;

    private final @Nullable FeishuDocuments documents;

    DocumentTasks(FeishuProperties properties, ArtifactStore artifacts, Clock clock) {
        this.artifacts = artifacts;
        this.documents = properties.appId() == null ? null : new FeishuDocuments(properties, clock);
    }

    @CommandHandler
    DocumentContent handle(ReadDocument task) throws InterruptedException {
        var link = DocumentLink.parse(task.url());
        if (documents == null) {
            throw DocumentRefusal.notConfigured();
        }
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw DocumentRefusal.unavailable(
                    "Too many documents are being read at the moment. Try again in a minute.");
        }
        try {
            return kept(link, documents.read(link));
        } finally {
            places.release();
        }
    }

    private DocumentContent kept(DocumentLink link, FeishuDocuments.Text text) {
        var content = text.content().replace("\r\n", "\n").replace("\0", "");
        if (content.length() > MOST_CHARACTERS) {
            throw DocumentRefusal.tooLong(content.length(), MOST_CHARACTERS);
        }
        return new DocumentContent(
                link.url(),
                title(text.title()),
                text.revision(),
                text.format(),
                artifacts.keep(content.getBytes(StandardCharsets.UTF_8)),
                content.length());
    }

    private static String title(String written) {
        var title = written.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (title.isEmpty()) {
            return "Untitled";
        }
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE) : title;
    }
}
