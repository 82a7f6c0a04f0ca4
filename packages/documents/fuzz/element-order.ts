/*
 * Order of child elements as ECMA-376 has it (part 1, transitional), for the elements that our writers use. An element that may
 * stand among its siblings in any order is not listed.
 */

type Order = Readonly<Record<string, string>>;

/** WordprocessingML. */
export const WORD_ORDER: Order = {
  document: 'background body',
  sdt: 'sdtPr sdtEndPr sdtContent',
  sdtPr: 'rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding docPartObj',
  docPartObj: 'docPartGallery docPartCategory docPartUnique',
  tbl: 'tblPr tblGrid tr',
  tblPr:
    'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook',
  tblBorders: 'top left start bottom right end insideH insideV',
  tblCellMar: 'top left start bottom right end',
  tblGrid: 'gridCol',
  tr: 'tblPrEx trPr tc',
  tc: 'tcPr p',
  tcPr: 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark',
  tcBorders: 'top left start bottom right end insideH insideV tl2br tr2bl',
  pPr: 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
  tabs: 'tab',
  rPr: 'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath',
  sectPr:
    'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings',
  numbering: 'numPicBullet abstractNum num numIdMacAtCleanup',
  abstractNum: 'nsid multiLevelType tmpl name styleLink numStyleLink lvl',
  lvl: 'start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr',
  num: 'abstractNumId lvlOverride',
  lvlOverride: 'startOverride lvl',
  styles: 'docDefaults latentStyles style',
  docDefaults: 'rPrDefault pPrDefault',
  rPrDefault: 'rPr',
  style:
    'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal rsid pPr rPr tblPr trPr tcPr tblStylePr',
  settings:
    'writeProtection view zoom displayBackgroundShape trackRevisions defaultTabStop evenAndOddHeaders characterSpacingControl updateFields footnotePr endnotePr compat',
  compat: 'compatSetting',
  footnotes: 'footnote',
  footnote: 'p',
  endnotes: 'endnote',
  endnote: 'p',
  hyperlink: 'r fldSimple',
  fldSimple: 'r',
  fonts: 'font',
};

/** Elements of a Word file whose first child is the one named, if they have it, and whose other children come in any order. */
export const WORD_FIRST: Order = { p: 'pPr', r: 'rPr' };

/** Elements of a Word file whose children come in any order; of the body and the cell the last child is fixed. */
export const WORD_FREE: ReadonlySet<string> = new Set(['trPr', 'sdtContent', 'ftr', 'hdr']);
export const WORD_LAST: Order = { body: 'sectPr', tc: 'p' };

/** SpreadsheetML. */
export const SHEET_ORDER: Order = {
  worksheet:
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing tableParts extLst',
  sheetPr: 'tabColor outlinePr pageSetUpPr',
  sheetViews: 'sheetView',
  sheetView: 'pane selection pivotSelection',
  cols: 'col',
  sheetData: 'row',
  row: 'c',
  c: 'f v is',
  mergeCells: 'mergeCell',
  hyperlinks: 'hyperlink',
  headerFooter: 'oddHeader oddFooter evenHeader evenFooter firstHeader firstFooter',
  workbook:
    'fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr',
  bookViews: 'workbookView',
  sheets: 'sheet',
  definedNames: 'definedName',
  styleSheet: 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst',
  numFmts: 'numFmt',
  fonts: 'font',
  font: 'b i strike condense extend outline shadow u vertAlign sz color name family charset scheme',
  fills: 'fill',
  fill: 'patternFill gradientFill',
  patternFill: 'fgColor bgColor',
  borders: 'border',
  border: 'start end left right top bottom diagonal vertical horizontal',
  left: 'color',
  right: 'color',
  top: 'color',
  bottom: 'color',
  cellStyleXfs: 'xf',
  cellXfs: 'xf',
  cellStyles: 'cellStyle',
  xf: 'alignment protection',
  sst: 'si',
  si: 't r rPh phoneticPr',
};
