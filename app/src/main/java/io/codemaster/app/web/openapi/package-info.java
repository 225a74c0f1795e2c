/** The published description of the HTTP interface. */
@NullMarked
package io.codemaster.app.web.openapi;

import org.jspecify.annotations.NullMarked;
