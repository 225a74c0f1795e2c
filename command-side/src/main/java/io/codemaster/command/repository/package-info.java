/** Decides about linked repositories. */
@NullMarked
package io.codemaster.command.repository;

import org.jspecify.annotations.NullMarked;
