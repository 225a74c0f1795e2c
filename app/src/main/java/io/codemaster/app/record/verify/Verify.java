package io.codemaster.app.record.verify;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Checks an evidence bundle with nothing but a Java runtime: {@code java -jar verify.jar evidence.zip}. This one class is all
 * of it, so that it can lie in the bundle itself.
 */
public final class Verify {

    /** The signed list of all other entries. */
    public static final String MANIFEST = "MANIFEST.txt";

    /** Its signature: Ed25519, Base64. */
    public static final String SIGNATURE = "MANIFEST.sig";

    /** The first line of the manifest. */
    public static final String FORM = "codemaster-evidence-1";

    /** The events' bytes: for each its position (8 bytes), a length (4 bytes), and what is hashed after the hash before. */
    public static final String EVENTS = "record/events.bin";

    /** A link of the chain to a line: position, number, event, hash. */
    public static final String LINKS = "record/links.txt";

    /** A signed checkpoint to a line: position, hash, time, key, signature. */
    public static final String CHECKPOINTS = "record/checkpoints.txt";

    private static final String KEPT = "artifacts/";

    private static final Pattern COPY =
            Pattern.compile("attachments/.+|(?:generations/\\d+/)?(?:prompts/[^/]+|change\\.patch)");

    private final Path file;

    private final List<String> faults = new ArrayList<>();

    private final Map<String, String> header = new HashMap<>();

    private final Map<String, String[]> listed = new TreeMap<>();

    private long events;

    private String range = "";

    private Verify(Path file) {
        this.file = file;
    }

    /** Checks the file that is named and says what it found; exit code 0 where everything is as it was signed. */
    public static void main(String[] arguments) {
        System.exit(arguments.length == 1 ? run(Path.of(arguments[0])) : wrongUse());
    }

    private static int wrongUse() {
        console().println("Usage: java -jar verify.jar EVIDENCE.zip");
        return 2;
    }

    /** Checks a file and says on the console what it found; 0 where everything is as it was signed. */
    public static int run(Path file) {
        return run(file, console());
    }

    /** What is said here is the program's result and no message of a log. */
    private static PrintStream console() {
        return new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    }

    /** The same for a program; 0 where everything is as it was signed, 1 where it is not. */
    public static int run(Path file, PrintStream out) {
        var check = new Verify(file);
        if (!Files.isReadable(file)) {
            out.println("The file " + file + " cannot be read.");
            return 1;
        }
        check.all();
        if (check.faults.isEmpty()) {
            out.printf(
                    "The evidence is intact: %,d entries, %,d events%s.%n",
                    check.listed.size(), check.events, check.range);
            out.println(check.subject() + ", exported " + check.header.get("exported") + ".");
            out.println("Signed by " + check.header.get("key"));
            out.println("Compare this key with the one that the installation names: ./codemaster verify prints it.");
            return 0;
        }
        out.println("The evidence is BROKEN:");
        check.faults.forEach(it -> out.println("  " + it));
        return 1;
    }

    private String subject() {
        var mergeRequest = header.get("merge-request");
        return mergeRequest == null
                ? "Generation " + header.get("generation")
                : "Merge request " + mergeRequest + " with " + generations().length + " generations";
    }

    private String[] generations() {
        var ids = header.getOrDefault("generations", "");
        return ids.isEmpty() ? new String[0] : ids.split(" ");
    }

    private void fault(String entry, String what) {
        faults.add(entry + ": " + what);
    }

    private void all() {
        try (var zip = new ZipFile(file.toFile())) {
            var manifest = bytes(zip, MANIFEST);
            var signature = bytes(zip, SIGNATURE);
            if (!faults.isEmpty()) {
                return;
            }
            readManifest(new String(manifest, StandardCharsets.UTF_8));
            if (!signed(
                    manifest,
                    header.getOrDefault("key", ""),
                    new String(signature, StandardCharsets.US_ASCII).strip())) {
                fault(MANIFEST, "it is not what was signed, or " + SIGNATURE + " is not its signature");
            }
            entries(zip);
            record(zip);
        } catch (IOException | RuntimeException notAZip) {
            fault(String.valueOf(file.getFileName()), "it cannot be read as a zip: " + notAZip.getMessage());
        }
    }

    /** An entry's bytes, empty where they cannot be had. */
    private byte[] bytes(ZipFile zip, String name) {
        var entry = zip.getEntry(name);
        if (entry == null) {
            fault(name, "it was removed");
            return new byte[0];
        }
        try (var in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            fault(name, "it was altered: it cannot be read (" + broken.getMessage() + ")");
            return new byte[0];
        }
    }

    private void readManifest(String text) {
        var lines = text.split("\n", -1);
        if (!lines[0].equals(FORM)) {
            fault(MANIFEST, "it does not begin with " + FORM);
        }
        int i = 1;
        for (; i < lines.length && !lines[i].isEmpty(); i++) {
            int space = lines[i].indexOf(' ');
            if (space > 0) {
                header.put(lines[i].substring(0, space), lines[i].substring(space + 1));
            }
        }
        for (i++; i < lines.length; i++) {
            var parts = lines[i].split(" ", 3);
            if (parts.length == 3) {
                listed.put(parts[2], parts);
            } else if (!lines[i].isEmpty()) {
                fault(MANIFEST, "line " + (i + 1) + " is none of an entry");
            }
        }
    }

    /** Every entry is listed and every listed one is there, once, with the content that was signed. */
    private void entries(ZipFile zip) throws IOException {
        var there = new TreeSet<String>();
        for (var entry : zip.stream().toList()) {
            var name = entry.getName();
            if (!there.add(name)) {
                fault(name, "it is there more than once");
            } else if (!listed.containsKey(name) && !name.equals(MANIFEST) && !name.equals(SIGNATURE)) {
                fault(name, "it was added: the manifest does not list it");
            }
        }
        listed.forEach((name, parts) -> {
            if (!there.contains(name)) {
                fault(name, "it was removed: the manifest lists it");
                return;
            }
            try (var in = zip.getInputStream(zip.getEntry(name))) {
                var digest = sha256();
                long size = digested(in, digest);
                var found = HexFormat.of().formatHex(digest.digest());
                if (!found.equals(parts[0]) || size != Long.parseLong(parts[1])) {
                    fault(name, "it was altered: its SHA-256 is not the one in the manifest");
                } else if (name.startsWith(KEPT)
                        && !name.substring(KEPT.length()).equals(found)) {
                    fault(name, "its content is not the one that it is named after");
                }
            } catch (IOException | NumberFormatException broken) {
                fault(name, "it was altered: it cannot be read (" + broken.getMessage() + ")");
            }
        });
        copies();
        generationsAreThere(there);
        inOrder(there);
    }

    /** What lies in the bundle under a name of its own is one of the contents that the events name. */
    private void copies() {
        var kept = new TreeSet<String>();
        listed.forEach((name, parts) -> {
            if (name.startsWith(KEPT)) {
                kept.add(parts[0]);
            }
        });
        listed.forEach((name, parts) -> {
            if (COPY.matcher(name).matches() && !kept.contains(parts[0])) {
                fault(name, "it is none of the contents that the events name");
            }
        });
    }

    /** A merge request's generations have an entry each. */
    private void generationsAreThere(Set<String> there) {
        if (header.containsKey("merge-request")) {
            for (int i = 1; i <= generations().length; i++) {
                var entry = "generations/" + i + "/generation.json";
                if (!there.contains(entry)) {
                    fault(entry, "it is missing: the manifest names the generation");
                }
            }
        }
    }

    /** What stands in the file one after another is what its directory says. */
    private void inOrder(Set<String> there) throws IOException {
        var met = new TreeSet<String>();
        try (var in = new ZipInputStream(Files.newInputStream(file))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                met.add(entry.getName());
                in.closeEntry();
            }
        } catch (IOException broken) {
            fault(met.isEmpty() ? String.valueOf(file.getFileName()) : met.last(), "behind it the file cannot be read");
            return;
        }
        for (var name : met) {
            if (!there.contains(name)) {
                fault(name, "it is in the file and not in its directory");
            }
        }
    }

    private static long digested(InputStream in, MessageDigest digest) throws IOException {
        var buffer = new byte[1 << 16];
        long size = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            size += n;
        }
        return size;
    }

    private void record(ZipFile zip) throws IOException {
        boolean whole = true;
        for (var part : List.of(EVENTS, LINKS, CHECKPOINTS)) {
            if (zip.getEntry(part) == null) {
                whole = false;
                if (!listed.containsKey(part)) { // else it is said already
                    fault(part, "it is missing: without it nothing is proved");
                }
            }
        }
        if (!whole) {
            return;
        }
        var links = links(zip);
        checkpoints(zip, links);
        events(zip, links);
    }

    private Map<Long, String[]> links(ZipFile zip) throws IOException {
        var links = new HashMap<Long, String[]>();
        try (var lines = reader(zip, LINKS)) {
            long before = -1;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var parts = line.split(" ", -1);
                long position = parts.length == 4 ? Long.parseLong(parts[0]) : -1;
                if (position < 0 || (before >= 0 && position != before + 1)) {
                    fault(LINKS, "behind position " + before + " a link is missing or moved");
                }
                links.put(position, parts);
                before = position;
            }
        } catch (IOException | NumberFormatException broken) {
            fault(LINKS, "it cannot be read: " + broken.getMessage());
        }
        return links;
    }

    private void checkpoints(ZipFile zip, Map<Long, String[]> links) throws IOException {
        long last = -1;
        try (var lines = reader(zip, CHECKPOINTS)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var parts = line.split(" ", -1);
                if (parts.length != 5) {
                    fault(CHECKPOINTS, "a line is none of a checkpoint");
                    continue;
                }
                var text = "codemaster-record-checkpoint-1\n" + parts[0] + "\n" + parts[1] + "\n" + parts[2] + "\n";
                if (!signed(text.getBytes(StandardCharsets.UTF_8), parts[3], parts[4])) {
                    fault(CHECKPOINTS, "the checkpoint at " + parts[0] + " is not what was signed");
                }
                var link = links.get(Long.parseLong(parts[0]));
                if (link == null || !link[3].equals(parts[1])) {
                    fault(LINKS, "the link at " + parts[0] + " is not what the checkpoint signed");
                }
                last = Math.max(last, Long.parseLong(parts[0]));
            }
        } catch (IOException | NumberFormatException broken) {
            fault(CHECKPOINTS, "it cannot be read: " + broken.getMessage());
        }
        for (var position : links.keySet()) {
            if (position > last) {
                fault(CHECKPOINTS, "no checkpoint covers the link at " + position);
                return;
            }
        }
    }

    /** An event's hash is made anew from the hash of the link before and from its bytes. */
    private void events(ZipFile zip, Map<Long, String[]> links) {
        long first = -1;
        long position = -1;
        try (var in = new DataInputStream(zip.getInputStream(zip.getEntry(EVENTS)))) {
            while (true) {
                long next;
                try {
                    next = in.readLong();
                } catch (EOFException end) {
                    break;
                }
                if (next <= position) {
                    fault(EVENTS, "the event at " + next + " is in another place than it was linked in");
                }
                position = next;
                first = first < 0 ? next : first;
                var bytes = in.readNBytes(in.readInt());
                var before = links.get(position - 1);
                var link = links.get(position);
                if (before == null || link == null) {
                    fault(LINKS, "the links around position " + position + " are not there");
                    continue;
                }
                var digest = sha256();
                digest.update(HexFormat.of().parseHex(before[3]));
                if (!HexFormat.of().formatHex(digest.digest(bytes)).equals(link[3])) {
                    fault(EVENTS, "the event at " + position + " (" + link[2] + ") is not what was linked");
                }
                events++;
            }
        } catch (IOException | RuntimeException broken) {
            fault(EVENTS, "behind position " + position + " it cannot be read");
        }
        var expected = header.get("events");
        if (expected != null && !expected.equals(String.valueOf(events))) {
            fault(EVENTS, expected + " events were exported, " + events + " are there");
        }
        range = first < 0 ? "" : ", linked at positions %,d to %,d".formatted(first, position);
    }

    private static BufferedReader reader(ZipFile zip, String name) throws IOException {
        return new BufferedReader(
                new InputStreamReader(zip.getInputStream(zip.getEntry(name)), StandardCharsets.UTF_8));
    }

    private static boolean signed(byte[] text, String publicKey, String signature) {
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey));
            var check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(spec));
            check.update(text);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notOne) {
            return false;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
