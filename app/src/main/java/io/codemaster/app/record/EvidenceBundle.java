package io.codemaster.app.record;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.TranscriptId;
import io.codemaster.app.record.verify.Verify;
import io.codemaster.app.store.event.EventLog;
import io.codemaster.app.store.event.RecordedEvent;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that is known of a generation, or of a merge request with all its generations, in one zip, for somebody who has neither the product nor its database: what the
 * pages show, what the agent was told and printed, the files as they were, and the events behind all of it as the record has
 * them, with their links, up to a checkpoint that is signed.
 */
final class EvidenceBundle {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Pattern NAMED = Pattern.compile("\"([0-9a-f]{64})\"");

    private static final int LARGEST_SEARCHED = 16 << 20;

    private static final int PAGE = 2_000;

    private final EventLog events;

    private final JdbcTemplate jdbc;

    private final ArtifactStore artifacts;

    private final CheckpointFile file;

    private final RecordKey key;

    private final Clock clock;

    EvidenceBundle(
            EventLog events,
            JdbcTemplate jdbc,
            ArtifactStore artifacts,
            CheckpointFile file,
            RecordKey key,
            Clock clock) {
        this.events = events;
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.file = file;
        this.key = key;
        this.clock = clock;
    }

    EvidenceEvents events(EvidenceSubject subject) {
        return EvidenceEvents.of(events, jdbc, subject);
    }

    /** Whether the chain has come as far as these events. */
    boolean isLinked(EvidenceEvents events) {
        return events.range().size() == 2;
    }

    /**
     * Writes it.
     *
     * @param views what the product's pages show of it, by the name of the entry, as JSON
     */
    void write(EvidenceSubject subject, EvidenceEvents events, Map<String, String> views, OutputStream out)
            throws IOException {
        var range = events.range();
        if (range.size() != 2) {
            throw new IOException("The events of " + subject.title() + " are not linked yet");
        }
        var checkpoints = checkpoints(range.get(0), range.get(1));
        var archive = new EvidenceArchive(out, clock.instant());
        archive.add("README.txt", README);
        archive.add("verify.jar", EvidenceBundle::verifier);
        for (var view : views.entrySet()) {
            archive.add(view.getKey(), view.getValue());
        }
        var attachments = new EvidenceAttachments();
        var byTask = new LinkedHashMap<String, EvidenceStory>();
        subject.generations().forEach(it -> byTask.put(it.value(), new EvidenceStory(artifacts)));
        events.each((event, position) -> {
            attachments.take(event);
            var story = byTask.get(event.aggregateId().split(":", 2)[0]); // a transcript is named after its run
            if (story != null) {
                story.take(event);
            }
        });
        var stories = List.copyOf(byTask.values());
        var texts = new LinkedHashMap<>(attachments.all());
        for (int i = 0; i < stories.size(); i++) {
            var directory = subject.directory(i);
            stories.get(i).prompts().forEach((name, prompt) -> texts.put(directory + name, prompt));
            var patch = stories.get(i).patch();
            if (patch != null) {
                texts.put(directory + "change.patch", patch);
            }
        }
        archive.add(
                "index.html", page -> new EvidencePage(subject.title(), artifacts).writeTo(page, views, texts, events));
        for (var text : texts.entrySet()) {
            add(archive, text.getKey(), text.getValue());
        }
        for (int i = 0; i < stories.size(); i++) {
            var directory = subject.directory(i);
            var task = subject.generations().get(i);
            for (var attempt : stories.get(i).attempts()) {
                var transcript = events.of(TranscriptId.of(task, attempt).value());
                archive.add(directory + "output/" + attempt + ".ndjson", raw -> writeOutput(transcript, raw));
            }
            for (var changed : stories.get(i).changedFiles().entrySet()) {
                add(archive, directory + "files/" + changed.getKey(), changed.getValue());
            }
        }
        archive.add("record/events.ndjson", readable -> writeReadable(events, readable));
        archive.add(Verify.EVENTS, bytes -> writeEvents(events, bytes));
        long last = checkpoints.get(checkpoints.size() - 1).position();
        archive.add(Verify.LINKS, links -> writeLinks(range.get(0) - 1, last, links));
        archive.add(Verify.CHECKPOINTS, lines -> {
            for (var it : checkpoints) {
                text(
                        lines,
                        "%d %s %s %s %s\n"
                                .formatted(it.position(), it.hash(), it.at(), it.publicKey(), it.signature()));
            }
        });
        var named = new LinkedHashSet<String>();
        events.each((event, position) -> names(event.payload(), named));
        addArtifacts(archive, named);
        archive.seal(key, subject, events.count());
    }

    /** Those in the range, and the first behind it; where none is, the end of the record is signed now. */
    private List<Checkpoint> checkpoints(long first, long last) {
        var found = covering(first, last);
        if (found.isEmpty() || found.get(found.size() - 1).position() < last) {
            var chain = new ChainTable(jdbc);
            var signed = key.sign(chain.head(), clock.instant());
            try {
                chain.keep(signed);
                file.append(signed);
            } catch (DuplicateKeyException anotherProcess) {
                // it has signed the same place
            }
            found = covering(first, last);
        }
        return found;
    }

    private List<Checkpoint> covering(long first, long last) {
        var found = new ArrayList<Checkpoint>();
        for (var it : new ChainTable(jdbc).checkpoints()) {
            if (it.position() >= first) {
                found.add(it);
                if (it.position() >= last) {
                    break;
                }
            }
        }
        return found;
    }

    private void add(EvidenceArchive archive, String name, Kept kept) throws IOException {
        var content = artifacts.open(kept.content());
        if (content.isPresent()) {
            try (var in = content.get()) {
                in.skipNBytes(kept.at());
                archive.add(name, out -> copy(in, out, kept.bytes()));
            }
        }
    }

    /** Bytes in the store: a part of a content, or with -1 all of it. */
    record Kept(ArtifactId content, long at, long bytes) {

        static Kept whole(ArtifactId content) {
            return new Kept(content, 0, -1);
        }
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        if (bytes < 0) {
            in.transferTo(out);
            return;
        }
        var buffer = new byte[1 << 14];
        for (long left = bytes; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (n < 0) {
                throw new IOException("A kept content ends too early");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    /** Every content that an event names, and what those contents name: records of trees name the files. */
    private void addArtifacts(EvidenceArchive archive, Set<String> named) throws IOException {
        var left = new ArrayDeque<>(named);
        while (!left.isEmpty()) {
            var name = left.poll();
            var id = new ArtifactId(name);
            var content = artifacts.open(id);
            if (content.isEmpty()) {
                continue;
            }
            var head = new ByteArrayOutputStream();
            try (var in = content.get()) {
                archive.add("artifacts/" + name, out -> {
                    var buffer = new byte[1 << 14];
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        out.write(buffer, 0, n);
                        if (head.size() < LARGEST_SEARCHED) {
                            head.write(buffer, 0, n);
                        }
                    }
                });
            }
            var more = new LinkedHashSet<String>();
            if (head.size() > 0 && head.toByteArray()[0] == '{') {
                names(head.toByteArray(), more);
            }
            for (var other : more) {
                if (named.add(other)) {
                    left.add(other);
                }
            }
        }
    }

    private static void names(byte[] json, Set<String> names) {
        var matcher = NAMED.matcher(new String(json, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
    }

    /** The agent's output, byte for byte after redaction. */
    private void writeOutput(EvidenceEvents transcript, OutputStream out) throws IOException {
        transcript.each((event, position) -> {
            if (!EvidenceStory.name(event).equals("OutputLineRecorded")) {
                return;
            }
            var recorded = JSON.readTree(event.payload());
            var line = recorded.path("line");
            if (line.path("artifact").isString()) {
                var content =
                        artifacts.open(new ArtifactId(line.path("artifact").asString()));
                if (content.isPresent()) {
                    try (var in = content.get()) {
                        in.transferTo(out);
                    }
                }
            } else if (line.path("base64").isString()) {
                out.write(Base64.getDecoder().decode(line.path("base64").asString()));
            } else {
                text(out, line.path("text").asString(""));
            }
            if (line.path("terminated").asBoolean(true)) {
                out.write('\n');
            }
        });
    }

    private static void writeEvents(EvidenceEvents events, OutputStream out) throws IOException {
        var data = new DataOutputStream(out);
        events.each((event, position) -> {
            var bytes = event.canonical();
            data.writeLong(position);
            data.writeInt(bytes.length);
            data.write(bytes);
        });
        data.flush();
    }

    private static void writeReadable(EvidenceEvents events, OutputStream out) throws IOException {
        events.each((event, position) -> {
            var line = JSON.createObjectNode();
            line.put("position", position);
            line.put("number", event.globalIndex());
            line.put("id", event.id());
            line.put("aggregate", event.aggregateId());
            line.put("sequence", event.sequence());
            line.put("time", event.time());
            line.put("type", event.type());
            line.put("revision", event.revision());
            line.set("payload", tree(event.payload()));
            var metadata = event.metadata();
            line.set("metadata", metadata == null ? JSON.nullNode() : tree(metadata));
            text(out, JSON.writeValueAsString(line) + "\n");
        });
    }

    private static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException notJson) {
            return JSON.getNodeFactory().stringNode(Base64.getEncoder().encodeToString(json));
        }
    }

    private void writeLinks(long from, long to, OutputStream out) throws IOException {
        var chain = new ChainTable(jdbc);
        if (from == 0) {
            text(out, "0 0 - " + RecordedEvent.ORIGIN + "\n");
        }
        long position = Math.max(0, from - 1);
        while (position < to) {
            var page = chain.after(position, (int) Math.min(PAGE, to - position));
            if (page.isEmpty()) {
                throw new IOException("The chain ends before position " + to);
            }
            var lines = new StringBuilder();
            for (var link : page) {
                lines.append(link.position())
                        .append(' ')
                        .append(link.globalIndex())
                        .append(' ');
                lines.append(link.eventId()).append(' ').append(link.hash()).append('\n');
            }
            text(out, lines.toString());
            position = page.get(page.size() - 1).position();
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The one class that checks all this, as a jar of its own. */
    static void verifier(OutputStream out) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Verify.class.getName());
        var name = Verify.class.getName().replace('.', '/') + ".class";
        try (var in = Verify.class.getClassLoader().getResourceAsStream(name);
                var jar = new JarOutputStream(out, manifest)) {
            if (in == null) {
                throw new IOException("The class of the verifier is not on the class path");
            }
            jar.putNextEntry(new JarEntry(name));
            in.transferTo(jar);
            jar.closeEntry();
        }
    }

    private static final String README = """
            Evidence of a generation, or of a merge request with all its generations, by CodeMaster

            index.html           to be read; needs no server and asks for nothing from elsewhere
            *.json               what the product's pages showed when this was exported
            attachments/         what was put with the requirement, also what was taken away again
            generations/N/       in the evidence of a merge request: what follows, for each generation, the oldest first
            prompts/ output/     what the agent was told, and what it printed
            files/ change.patch  the files that the last attempt left changed, and the delivered change
            record/              the events behind all of it, byte for byte as they are stored, and their links in the record
            artifacts/           what the events name by its SHA-256: prompts, patches, trees of files, long lines, answers
            MANIFEST.txt         the SHA-256 of every entry, signed in MANIFEST.sig with the installation's key (Ed25519)

            To check it: java -jar verify.jar THIS-FILE.zip   (any Java from 17 on), or ./codemaster verify THIS-FILE.zip.
            Who does not trust the verify.jar inside takes one from an installation that is trusted.

            What it proves. Every entry is what was signed. Each event's hash is made anew from its bytes and from the hash of
            the link before it, and is the one in the record; links stand without a gap from before the first event to a signed
            checkpoint. The bytes of other events in between belong to others and are not here: that their links are right,
            the installation shows with ./codemaster verify.
            """;
}
