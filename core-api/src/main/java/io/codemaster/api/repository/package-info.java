/** The contract of linked git repositories and of the secrets that open them. */
@NullMarked
package io.codemaster.api.repository;

import org.jspecify.annotations.NullMarked;
