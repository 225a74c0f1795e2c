package io.codemaster.query.shared;

import org.jspecify.annotations.Nullable;

/** Where people find the product. */
@FunctionalInterface
public interface PublicAddress {

    /** Without a slash at the end; null when nobody said it. */
    @Nullable String url();
}
