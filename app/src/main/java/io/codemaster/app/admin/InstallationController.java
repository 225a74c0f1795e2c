package io.codemaster.app.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import io.codemaster.app.store.DataDirectoryProperties;
import io.codemaster.executor.shared.WorkDirectory;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** The machine under this process: its disk, and which versions meet on it. */
@RestController
@Tag(name = "Administration")
class InstallationController {

    private final DataDirectoryProperties data;

    private final ObjectProvider<WorkDirectory> work;

    private final DirectorySizes sizes;

    private final DatabaseFacts database;

    private final ObjectProvider<VersionSource> versions;

    InstallationController(
            DataDirectoryProperties data,
            ObjectProvider<WorkDirectory> work,
            DirectorySizes sizes,
            DatabaseFacts database,
            ObjectProvider<VersionSource> versions) {
        this.data = data;
        this.work = work;
        this.sizes = sizes;
        this.database = database;
        this.versions = versions;
    }

    @GetMapping("/api/v1/admin/disk")
    @Operation(operationId = "readDisk", summary = "What takes room where this process runs, and what is left")
    Disk readDisk() {
        var directory = work.getIfAvailable();
        var bytes = database.bytes();
        return new Disk(
                place(data.dataDir()),
                directory == null ? null : place(directory.root()),
                directory == null ? null : sizes.bytes(directory.mirrors()),
                bytes.isPresent() ? bytes.getAsLong() : null);
    }

    @GetMapping("/api/v1/admin/versions")
    @Operation(operationId = "readVersions", summary = "Which versions work together here")
    Versions readVersions() {
        return new Versions(
                versions.orderedStream().flatMap(it -> it.parts().stream()).toList());
    }

    private Place place(Path directory) {
        try {
            var store = Files.getFileStore(directory);
            return new Place(
                    directory.toString(), sizes.bytes(directory), store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException notThereYet) {
            return new Place(directory.toString(), 0, null, null);
        }
    }

    /**
     * What takes room.
     *
     * @param work null where no agents run
     * @param mirrorBytes the copies of repositories in it
     * @param databaseBytes null when the database does not say
     */
    record Disk(
            Place data,
            @Nullable Place work,
            @Nullable Long mirrorBytes,
            @Nullable Long databaseBytes) {}

    /**
     * A directory and the disk under it.
     *
     * @param usedBytes of the directory, at most a minute old
     * @param freeBytes null for one that is not there yet
     */
    record Place(
            String path,
            long usedBytes,
            @Nullable Long freeBytes,
            @Nullable Long totalBytes) {}

    /** The parts of the product and what it works with. */
    record Versions(List<VersionSource.Part> items) {}
}
