package io.codemaster.api.codegen;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the agent's list of what is to be done.
 *
 * @param activeForm how the agent says that it is at it
 * @param status {@code pending}, {@code in_progress} or {@code completed}
 */
public record TodoItem(String id, String content, @Nullable String activeForm, String status) {}
