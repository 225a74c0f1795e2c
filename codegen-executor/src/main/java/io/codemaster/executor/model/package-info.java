/** The way to the model: a gateway on loopback that adds the real credential, or the scripted demo model. */
@NullMarked
package io.codemaster.executor.model;

import org.jspecify.annotations.NullMarked;
