package io.codemaster.app.admin;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** Knows versions of what the product is made of or works with. Every bean of this kind is asked. */
public interface VersionSource {

    /** What it knows now. It does not wait for anything that is away. */
    List<Part> parts();

    /**
     * One part.
     *
     * @param id a stable name in capitals, for instance {@code DATABASE}
     * @param name what it is called
     * @param version null when it is there and does not say
     */
    record Part(String id, String name, @Nullable String version) {}
}
