/** Large immutable contents that events only name by digest: the port to the store that keeps them. */
@NullMarked
package io.codemaster.api.artifact;

import org.jspecify.annotations.NullMarked;
