package io.codemaster.app.store.request;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The product's end of {@link ProductRequest}s: looks for them, and has one answered after the other. */
public final class RequestWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);

    private static final long LOOK_MILLIS = 500;

    private static final Duration END = Duration.ofSeconds(20);

    private final Path room;

    private final Answerer answerer;

    private final ScheduledExecutorService looks;

    private @Nullable ScheduledFuture<?> looking;

    /** Does what is asked. */
    public interface Answerer {

        /**
         * Writes the answer.
         *
         * @param words what is asked
         * @return null when the answer is whole, or why there is none
         */
        @Nullable String answer(ProductRequest request, String words) throws IOException;
    }

    private RequestWatch(Path room, Answerer answerer) {
        this.room = room;
        this.answerer = answerer;
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "asked-" + room.getFileName());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to look. What a product that was killed left behind goes; whoever asked it sees by this that it is gone. */
    public static RequestWatch begin(Path room, Answerer answerer) throws IOException {
        try (var files = Files.newDirectoryStream(room, RequestWatch::isLeftBehind)) {
            for (var file : files) {
                FileSystemUtils.deleteRecursively(file);
            }
        }
        var watch = new RequestWatch(room, answerer);
        watch.looking = watch.looks.scheduleWithFixedDelay(watch::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private static boolean isLeftBehind(Path file) {
        var name = file.toString();
        return !name.endsWith(ProductRequest.ASKED) && !name.endsWith(AskedProduct.DRAFT);
    }

    private void look() {
        try (var asked = Files.newDirectoryStream(room, "*" + ProductRequest.ASKED)) {
            for (var file : asked) {
                answer(ProductRequest.of(file));
            }
        } catch (IOException | RuntimeException unexpected) {
            LOG.warn("What was asked for in {} failed", room, unexpected);
        }
    }

    private void answer(ProductRequest request) throws IOException {
        var words = Files.readString(request.asked());
        Files.move(request.asked(), request.taken());
        @Nullable String failure;
        try {
            failure = answerer.answer(request, words);
        } catch (IOException | RuntimeException unexpected) {
            Files.writeString(request.failed(), "see the product's log");
            throw unexpected;
        }
        if (failure == null) {
            Files.createFile(request.done());
        } else {
            Files.writeString(request.failed(), failure);
        }
    }

    /** Without an interruption, by which the embedded database would lose its file. */
    public void end() throws InterruptedException {
        if (looking != null) {
            looking.cancel(false);
        }
        looks.shutdown();
        if (!looks.awaitTermination(END.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("What was asked for in {} was under way when the product ended", room);
        }
    }
}
