package io.codemaster.executor.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import jakarta.servlet.http.HttpServlet;

import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.http.server.GitServlet;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Serves the demonstration repository by git's smart HTTP protocol, for reading and writing. Whoever registers the servlet
 * sees to it that only the product's own machine reaches it.
 */
public final class DemoGitServer {

    /** The repository's name in its URL. */
    public static final String NAME = "split-the-bill.git";

    private static final String FILES = "demo/repository/";

    private final DemoRepository repository;

    private DemoGitServer(DemoRepository repository) {
        this.repository = repository;
    }

    /**
     * Makes the repository from the files inside the product unless an earlier start has made it.
     *
     * @param directory where demonstration repositories are kept
     */
    public static DemoGitServer in(Path directory) {
        var repository = new DemoRepository(directory.resolve(NAME));
        try {
            repository.createUnlessThere(files());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the demo repository in " + directory, e);
        }
        return new DemoGitServer(repository);
    }

    /** A file of the demonstration, such as its ready-made requirements, as text. */
    public static String text(String name) {
        try (var in = DemoGitServer.class.getClassLoader().getResourceAsStream("demo/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the product lacks its file demo/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The servlet; its path below the mapping is {@code /split-the-bill.git}. */
    public HttpServlet servlet() {
        var servlet = new GitServlet();
        servlet.setRepositoryResolver((request, name) -> open(name));
        servlet.setReceivePackFactory((request, opened) -> {
            var receiving = new ReceivePack(opened);
            receiving.setAllowDeletes(false);
            receiving.setAtomic(true);
            return receiving;
        });
        return servlet;
    }

    private Repository open(String name) throws RepositoryNotFoundException {
        if (!name.equals(NAME) || !Files.isDirectory(repository.directory())) {
            throw new RepositoryNotFoundException(name);
        }
        try {
            return new FileRepository(repository.directory().toFile());
        } catch (IOException e) {
            throw new RepositoryNotFoundException(name, e);
        }
    }

    private static Map<String, byte[]> files() throws IOException {
        var files = new TreeMap<String, byte[]>();
        var found = new PathMatchingResourcePatternResolver(DemoGitServer.class.getClassLoader())
                .getResources("classpath:" + FILES + "**/*");
        for (var resource : found) {
            var url = resource.getURL().toString();
            if (resource.isReadable() && !url.endsWith("/")) {
                var path = url.substring(url.lastIndexOf(FILES) + FILES.length());
                // a file named .gitignore would be left out of some builds, so it is kept under another name
                files.put(path.replace("dot-gitignore", ".gitignore"), resource.getContentAsByteArray());
            }
        }
        if (files.isEmpty()) {
            throw new IllegalStateException("the product lacks its demo repository");
        }
        return files;
    }
}
