package io.codemaster.app.record;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import io.codemaster.api.artifact.ArtifactId;
import io.codemaster.api.artifact.ArtifactStore;
import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.api.requirement.RequirementId;
import io.codemaster.app.record.verify.Verify;
import io.codemaster.app.store.event.TableEventLog;

class EvidenceBundleTest {

    private static final CodegenTaskId TASK = new CodegenTaskId("task-1");

    private static final RequirementId REQUIREMENT = new RequirementId("requirement-1");

    private static final String HOSTILE = "</pre><script>alert(1)</script><img src=http://evil.example/x>";

    @TempDir
    private Path data;

    private final JdbcDataSource source = new JdbcDataSource();

    private final Kept artifacts = new Kept();

    private JdbcTemplate jdbc;

    private RecordChain chain;

    private long next = 1;

    @BeforeEach
    void aRunAmongOthers() {
        source.setURL("jdbc:h2:file:" + data.resolve("db") + ";MODE=MySQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V001__event_store.sql"),
                        new ClassPathResource("db/migration/V100__record_chain.sql"),
                        new ClassPathResource("db/migration/V140__links_by_event.sql"))
                .execute(source);
        jdbc = new JdbcTemplate(source);
        jdbc.execute("CREATE TABLE ai_review (run_id VARCHAR(128), task_id VARCHAR(128))");
        jdbc.update("INSERT INTO ai_review VALUES ('review-run', 'task-1')");
        chain = new RecordChain(
                new TableEventLog(jdbc),
                jdbc,
                new DataSourceTransactionManager(source),
                new CheckpointFile(data),
                RecordKey.in(data),
                RecordChain.PATIENCE_EMBEDDED,
                null,
                Clock.systemUTC());
        var prompt = artifacts.keep(("Do it. " + HOSTILE).getBytes(StandardCharsets.UTF_8));
        var content = artifacts.keep("new\n".getBytes(StandardCharsets.UTF_8));
        var tree = artifacts.keep(
                ("{\"treeId\":\"t\",\"previous\":\"s\",\"files\":[{\"path\":\"../evil\",\"after\":{\"content\":\""
                                + content
                                + "\",\"at\":0,\"bytes\":4}},{\"path\":\"src/a.txt\",\"after\":{\"content\":\""
                                + content
                                + "\",\"at\":0,\"bytes\":4}}]}")
                        .getBytes(StandardCharsets.UTF_8));
        var first =
                artifacts.keep("{\"treeId\":\"s\",\"previous\":null,\"files\":[]}".getBytes(StandardCharsets.UTF_8));
        store("somebody-else", "Other", "{}");
        store("requirement-1", "RequirementSubmitted", "{\"title\":\"" + HOSTILE.replace("\"", "") + "\"}");
        var log = artifacts.keep(("A log. " + HOSTILE).getBytes(StandardCharsets.UTF_8));
        store(
                "requirement-1",
                "AttachmentAdded",
                "{\"attachment\":{\"id\":\"a-1\",\"name\":\"server.log\",\"content\":\"" + log + "\"}}");
        store(
                "requirement-1",
                "AttachmentAdded",
                "{\"attachment\":{\"id\":\"a-2\",\"name\":\"../evil\",\"content\":\"" + log + "\"}}");
        store("task-1", "PromptComposed", "{\"attempt\":1,\"prompt\":\"" + prompt + "\"}");
        store("somebody-else", "Other", "{}");
        store("task-1:1", "WorkspaceTreeRecorded", "{\"attempt\":1,\"record\":\"" + first + "\"}");
        line("{\\\"a\\\":1}", true);
        store("task-1:1", "WorkspaceTreeRecorded", "{\"attempt\":1,\"record\":\"" + tree + "\"}");
        line("last", false);
        store("review:task-1", "ReviewOpened", "{}");
        store("mr:requirement-1", "MergeRequestRequested", "{}");
        store("inspection:review-run", "InspectionAnswered", "{}");
        store(
                "review-run:1",
                "OutputLineRecorded",
                "{\"taskId\":\"review-run\",\"transcriptId\":\"review-run:1\","
                        + "\"attempt\":1,\"line\":{\"text\":\"of the review\",\"terminated\":true}}");
        store("task-2", "PromptComposed", "{\"attempt\":1,\"prompt\":\"" + prompt + "\"}");
        line("task-2", "of the second round", true);
        store("review:task-2", "VerdictRecorded", "{}");
        store("task-10", "Other", "{}");
        while (chain.advance()) {
            // there is more
        }
    }

    private void line(String text, boolean terminated) {
        line("task-1", text, terminated);
    }

    private void line(String task, String text, boolean terminated) {
        store(
                task + ":1",
                "OutputLineRecorded",
                "{\"taskId\":\"" + task + "\",\"attempt\":1,\"line\":{\"text\":\"" + text + "\",\"terminated\":"
                        + terminated + "}}");
    }

    private void store(String aggregate, String type, String payload) {
        long index = next++;
        jdbc.update(
                "INSERT INTO domain_event (global_index, event_identifier, aggregate_identifier, sequence_number,"
                        + " aggregate_type, time_stamp, payload_type, payload_revision, payload, meta_data)"
                        + " VALUES (?, ?, ?, ?, 'A', ?, ?, '1', ?, ?)",
                index,
                "event-" + index,
                aggregate,
                index,
                Instant.now().toString(),
                "io.codemaster.api.x." + type,
                payload.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
    }

    private Path exported() throws IOException {
        return exported(
                EvidenceSubject.generation(TASK, REQUIREMENT),
                Map.of("generation.json", "{\"title\":\"" + HOSTILE + "\"}\n"));
    }

    private Path exportedMergeRequest() throws IOException {
        return exported(
                EvidenceSubject.mergeRequest(REQUIREMENT, List.of(TASK, new CodegenTaskId("task-2"))),
                Map.of("generations/1/generation.json", "{}\n", "generations/2/generation.json", "{}\n"));
    }

    private Path exported(EvidenceSubject subject, Map<String, String> views) throws IOException {
        var bundle = new EvidenceBundle(
                new TableEventLog(jdbc),
                jdbc,
                artifacts,
                new CheckpointFile(data),
                RecordKey.in(data),
                Clock.systemUTC());
        var file = data.resolve("evidence.zip");
        try (var out = Files.newOutputStream(file)) {
            bundle.write(subject, bundle.events(subject), views, out);
        }
        return file;
    }

    private static Map<String, byte[]> entries(Path zip) throws IOException {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    private Path packed(Map<String, byte[]> entries) throws IOException {
        var file = data.resolve("altered.zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }

    private static String verdict(Path zip) {
        var said = new ByteArrayOutputStream();
        int code = Verify.run(zip, new PrintStream(said, true, StandardCharsets.UTF_8));
        var text = said.toString(StandardCharsets.UTF_8);
        assertThat(text.contains("intact")).as(text).isEqualTo(code == 0);
        return text;
    }

    @Test
    void aBundleHoldsTheRunAndNothingOfOthers() throws IOException {
        var zip = exported();
        var entries = entries(zip);

        assertThat(verdict(zip)).contains("12 events, linked at positions 2 to 14", "Generation task-1, exported");
        assertThat(text(entries, "prompts/1.md")).startsWith("Do it.");
        assertThat(text(entries, "output/1.ndjson")).isEqualTo("{\"a\":1}\nlast");
        assertThat(text(entries, "files/src/a.txt")).isEqualTo("new\n");
        assertThat(text(entries, "record/events.ndjson"))
                .contains("of the review")
                .doesNotContain("somebody-else");
        assertThat(text(entries, "record/links.txt")).contains("1 1 event-1 ").contains("6 6 event-6 ");
        assertThat(entries.keySet()).noneMatch(it -> it.contains("..")).doesNotContain("files/../evil");
        assertThat(entries.keySet().stream().filter(it -> it.startsWith("artifacts/")))
                .hasSize(5);
        assertThat(text(entries, "attachments/a-1-server.log")).startsWith("A log.");
        assertThat(entries).containsKey("attachments/a-2-attachment.txt");
        assertThat(text(entries, "index.html")).contains("attachments/a-1-server.log", "A log. &lt;/pre&gt;");
    }

    @Test
    void aMergeRequestsBundleHoldsEveryRound() throws IOException {
        var zip = exportedMergeRequest();
        var entries = entries(zip);

        assertThat(verdict(zip)).contains("15 events", "Merge request mr:requirement-1 with 2 generations");
        assertThat(text(entries, "generations/1/output/1.ndjson")).isEqualTo("{\"a\":1}\nlast");
        assertThat(text(entries, "generations/2/output/1.ndjson")).isEqualTo("of the second round\n");
        assertThat(text(entries, "generations/1/files/src/a.txt")).isEqualTo("new\n");
        assertThat(entries)
                .containsKeys("generations/2/prompts/1.md", "attachments/a-1-server.log")
                .doesNotContainKeys("generations/2/files/src/a.txt", "output/1.ndjson");
        assertThat(text(entries, "record/events.ndjson"))
                .contains("VerdictRecorded", "of the review")
                .doesNotContain("somebody-else", "task-10");
        everyBitIsFound(entries, "generations/2/");
    }

    @Test
    void thePageShowsHostileWordsAsWordsAndAsksForNothing() throws IOException {
        var page = text(entries(exported()), "index.html");

        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "<img", "src=\"", "href=");
        assertThat(page).contains("default-src 'none'");
    }

    @Test
    void oneBitAnywhereInAnyEntryIsFoundAndNamed() throws IOException {
        everyBitIsFound(entries(exported()), "");
    }

    private void everyBitIsFound(Map<String, byte[]> entries, String directory) throws IOException {
        for (var name : entries.keySet()) {
            if (!name.startsWith(directory)) {
                continue;
            }
            var bytes = requireNonNull(entries.get(name));
            for (int at : new int[] {0, bytes.length / 2, bytes.length - 1}) {
                if (name.equals("MANIFEST.sig") && at == bytes.length - 1) {
                    continue; // the line break behind the signature says nothing
                }
                var altered = new LinkedHashMap<>(entries);
                var copy = bytes.clone();
                copy[at] ^= 1;
                altered.put(name, copy);
                assertThat(verdict(packed(altered))).as(name + " at " + at).contains("BROKEN", name);
            }
        }
    }

    @Test
    void anEntryThatIsRemovedAddedOrSwappedIsNamed() throws IOException {
        var entries = entries(exported());
        for (var name : entries.keySet()) {
            var fewer = new LinkedHashMap<>(entries);
            fewer.remove(name);
            assertThat(verdict(packed(fewer))).as("without " + name).contains("BROKEN", name);
        }
        var more = new LinkedHashMap<>(entries);
        more.put("files/other.txt", new byte[] {1});
        assertThat(verdict(packed(more))).contains("files/other.txt: it was added");
        var swapped = new LinkedHashMap<>(entries);
        swapped.put("README.txt", requireNonNull(entries.get("generation.json")));
        swapped.put("generation.json", requireNonNull(entries.get("README.txt")));
        assertThat(verdict(packed(swapped))).contains("README.txt: it was altered", "generation.json: it was altered");
    }

    @Test
    void aBundleThatSomebodySealsAnewIsNamedWhereItsEventsAreNotThoseOfTheRecord() throws Exception {
        var entries = entries(exported());
        for (var part : new String[] {Verify.EVENTS, Verify.LINKS, Verify.CHECKPOINTS}) {
            var altered = new LinkedHashMap<>(entries);
            var bytes = requireNonNull(entries.get(part)).clone();
            int at = part.equals(Verify.EVENTS) ? 60 : part.equals(Verify.LINKS) ? 200 : 30;
            bytes[at] = bytes[at] == '1' ? (byte) '2' : (byte) '1';
            altered.put(part, bytes);
            sealed(altered);
            assertThat(verdict(packed(altered))).as(part).contains("BROKEN", "record/");
        }
    }

    @Test
    void aCopyThatNoEventNamesIsNamedHoweverItIsSealed() throws Exception {
        var entries = entries(exportedMergeRequest());
        for (var name : List.of("attachments/a-1-server.log", "generations/2/prompts/1.md")) {
            var altered = new LinkedHashMap<>(entries);
            altered.put(name, "other words".getBytes(StandardCharsets.UTF_8));
            sealed(altered);
            assertThat(verdict(packed(altered))).contains(name + ": it is none of the contents that the events name");
        }
    }

    @Test
    void aRoundThatIsLeftOutOfAMergeRequestIsNamed() throws Exception {
        var entries = entries(exportedMergeRequest());
        entries.keySet().removeIf(it -> it.startsWith("generations/2/"));
        sealed(entries, "merge-request mr:requirement-1\ngenerations task-1 task-2\n");
        assertThat(verdict(packed(entries))).contains("generations/2/generation.json: it is missing");
    }

    @Test
    void aBundleWithoutItsPartOfTheRecordProvesNothing() throws Exception {
        var entries = entries(exported());
        entries.keySet().removeIf(it -> it.startsWith("record/"));
        sealed(entries);
        assertThat(verdict(packed(entries))).contains("BROKEN", Verify.EVENTS + ": it is missing", Verify.LINKS);
    }

    private void sealed(Map<String, byte[]> entries) throws Exception {
        sealed(entries, "");
    }

    /** As who has a key of their own would do it. */
    private void sealed(Map<String, byte[]> entries, String header) throws Exception {
        var key = RecordKey.in(Files.createTempDirectory(data, "other"));
        var manifest =
                new StringBuilder("codemaster-evidence-1\n" + header + "events 12\nkey " + key.publicKey() + "\n\n");
        for (var entry : entries.entrySet()) {
            if (!entry.getKey().startsWith("MANIFEST")) {
                var digest = MessageDigest.getInstance("SHA-256").digest(entry.getValue());
                manifest.append(HexFormat.of().formatHex(digest)).append(' ').append(entry.getValue().length);
                manifest.append(' ').append(entry.getKey()).append('\n');
            }
        }
        var bytes = manifest.toString().getBytes(StandardCharsets.UTF_8);
        entries.put("MANIFEST.txt", bytes);
        entries.put("MANIFEST.sig", key.sign(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theVerifierInTheBundleNeedsNothingElse() throws Exception {
        var zip = exported();
        var jar = data.resolve("verify.jar");
        Files.write(jar, requireNonNull(entries(zip).get("verify.jar")));

        try (var alone =
                new URLClassLoader(new java.net.URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var said = new ByteArrayOutputStream();
            var code = alone.loadClass(Verify.class.getName())
                    .getMethod("run", Path.class, PrintStream.class)
                    .invoke(null, zip, new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isEqualTo(0);
        }
    }

    @Test
    void whatIsNoZipIsSaidToBeNone() throws IOException {
        var file = data.resolve("no.zip");
        Files.writeString(file, "nothing");
        assertThat(verdict(file)).contains("BROKEN", "no.zip");
        assertThat(verdict(data.resolve("absent.zip"))).contains("cannot be read");
    }

    private static String text(Map<String, byte[]> entries, String name) {
        return new String(requireNonNull(entries.get(name), name), StandardCharsets.UTF_8);
    }

    private static final class Kept implements ArtifactStore {

        private final Map<ArtifactId, byte[]> contents = new HashMap<>();

        @Override
        public ArtifactId keep(byte[] content) {
            try {
                var id = new ArtifactId(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content)));
                contents.put(id, content);
                return id;
            } catch (java.security.NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public ArtifactId keep(InputStream content) throws IOException {
            return keep(content.readAllBytes());
        }

        @Override
        public Optional<byte[]> find(ArtifactId id) {
            return Optional.ofNullable(contents.get(id));
        }

        @Override
        public Optional<InputStream> open(ArtifactId id) {
            return find(id).map(ByteArrayInputStream::new);
        }
    }
}
