/** What becomes of an approved change on the platform that keeps the repository. */
@NullMarked
package io.codemaster.api.mergerequest;

import org.jspecify.annotations.NullMarked;
