package io.codemaster.app.store.rebuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.app.store.database.DatabaseProperties;
import io.codemaster.app.store.request.ProductRequest;
import io.codemaster.app.store.request.RequestWatch;

/** Rebuilds that {@code ./codemaster rebuild} asks for while the product has the embedded database for itself. */
@Component
class RebuildRequests implements DisposableBean {

    /** Where requests are, in the data directory. */
    static final String ROOM = "rebuild";

    /** What a program shows its user ends with this. */
    static final String SAID = ".said";

    private static final String COMPARE_ONLY = "compare-only";

    private final DatabaseProperties database;

    private final DataDirectoryProperties data;

    private final Rebuilds rebuilds;

    private @Nullable RequestWatch watch;

    RebuildRequests(DatabaseProperties database, DataDirectoryProperties data, Rebuilds rebuilds) {
        this.database = database;
        this.data = data;
        this.rebuilds = rebuilds;
    }

    /** What is asked, as a line of words. */
    static String words(Set<String> names, boolean compareOnly) {
        return String.join(" ", names) + (compareOnly ? " " + COMPARE_ONLY : "");
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() throws IOException {
        if (database.address().isEmbedded()) {
            watch = RequestWatch.begin(ProductRequest.room(data.dataDir(), ROOM), this::answer);
        }
    }

    private @Nullable String answer(ProductRequest request, String words) {
        var names = new TreeSet<>(List.of(words.split(" ")));
        var compareOnly = names.remove(COMPARE_ONLY);
        var begun = rebuilds.begin(names, compareOnly, null);
        if (begun.isEmpty()) {
            return "another one is under way; Operations shows it";
        }
        Consumer<String> console = line -> say(request, line);
        var end = RebuildWatch.follow(begun.get(), console);
        return end.state() == Rebuild.State.RIGHT ? null : RebuildWords.end(end);
    }

    private static void say(ProductRequest request, String line) {
        try {
            Files.writeString(request.answer(SAID), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        if (watch != null) {
            watch.end();
        }
    }
}
