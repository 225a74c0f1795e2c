package io.codemaster.app.record;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import io.codemaster.api.codegen.CodegenTaskId;
import io.codemaster.app.record.verify.Verify;
import io.codemaster.app.store.event.RecordedEvent;

/** A zip that is written while it is read, and ends with a signed list of what is in it. */
final class EvidenceArchive {

    private final ZipOutputStream zip;

    private final StringBuilder manifest = new StringBuilder();

    private final Set<String> names = new HashSet<>();

    private final Instant at;

    EvidenceArchive(OutputStream out, Instant at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.at = at;
    }

    /** Writes an entry's content. */
    interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    void add(String name, String text) throws IOException {
        add(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    void add(String name, InputStream content) throws IOException {
        add(name, content::transferTo);
    }

    /** Adds an entry; one of the same name is there already and stays. */
    void add(String name, Content content) throws IOException {
        if (!names.add(name)) {
            return;
        }
        begin(name);
        var digest = RecordedEvent.sha256();
        var counted = new Counted(new DigestOutputStream(new Unclosed(zip), digest));
        content.writeTo(counted);
        counted.flush();
        zip.closeEntry();
        manifest.append(HexFormat.of().formatHex(digest.digest()))
                .append(' ')
                .append(counted.bytes)
                .append(' ')
                .append(name)
                .append('\n');
    }

    /** Signs what was added; nothing comes behind it. */
    void seal(RecordKey key, EvidenceSubject subject, long events) throws IOException {
        var generations =
                subject.generations().stream().map(CodegenTaskId::value).collect(Collectors.joining(" "));
        var text = """
                %s
                %s %s
                generations %s
                exported %s
                events %d
                key %s

                %s""".formatted(
                        Verify.FORM, subject.kind(), subject.id(), generations, at, events, key.publicKey(), manifest);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        begin(Verify.MANIFEST);
        zip.write(bytes);
        zip.closeEntry();
        begin(Verify.SIGNATURE);
        zip.write((key.sign(bytes) + "\n").getBytes(StandardCharsets.US_ASCII));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private void begin(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTime(at.toEpochMilli());
        zip.putNextEntry(entry);
    }

    /** An entry's writer may close its stream; the zip goes on. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static final class Counted extends FilterOutputStream {

        private long bytes;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int one) throws IOException {
            out.write(one);
            bytes++;
        }

        @Override
        public void write(byte[] many, int offset, int length) throws IOException {
            out.write(many, offset, length);
            bytes += length;
        }
    }
}
