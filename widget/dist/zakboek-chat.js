var Pt=Object.defineProperty;var Rt=Object.getOwnPropertyDescriptor;var y=(i,e,t,n)=>{for(var s=n>1?void 0:n?Rt(e,t):e,r=i.length-1,o;r>=0;r--)(o=i[r])&&(s=(n?o(e,t,s):o(s))||s);return n&&s&&Pt(e,t,s),s};var Q=globalThis,X=Q.ShadowRoot&&(Q.ShadyCSS===void 0||Q.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,$e=Symbol(),De=new WeakMap,H=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==$e)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(X&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=De.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&De.set(t,e))}return e}toString(){return this.cssText}},Ue=i=>new H(typeof i=="string"?i:i+"",void 0,$e),I=(i,...e)=>{let t=i.length===1?i[0]:e.reduce((n,s,r)=>n+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(s)+i[r+1],i[0]);return new H(t,i,$e)},Ne=(i,e)=>{if(X)i.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let n=document.createElement("style"),s=Q.litNonce;s!==void 0&&n.setAttribute("nonce",s),n.textContent=t.cssText,i.appendChild(n)}},ke=X?i=>i:i=>i instanceof CSSStyleSheet?(e=>{let t="";for(let n of e.cssRules)t+=n.cssText;return Ue(t)})(i):i;var{is:Ot,defineProperty:Ct,getOwnPropertyDescriptor:zt,getOwnPropertyNames:Lt,getOwnPropertySymbols:jt,getPrototypeOf:Dt}=Object,Z=globalThis,Be=Z.trustedTypes,Ut=Be?Be.emptyScript:"",Nt=Z.reactiveElementPolyfillSupport,W=(i,e)=>i,V={toAttribute(i,e){switch(e){case Boolean:i=i?Ut:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,e){let t=i;switch(e){case Boolean:t=i!==null;break;case Number:t=i===null?null:Number(i);break;case Object:case Array:try{t=JSON.parse(i)}catch{t=null}}return t}},ee=(i,e)=>!Ot(i,e),He={attribute:!0,type:String,converter:V,reflect:!1,useDefault:!1,hasChanged:ee};Symbol.metadata??=Symbol("metadata"),Z.litPropertyMetadata??=new WeakMap;var x=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=He){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),s=this.getPropertyDescriptor(e,n,t);s!==void 0&&Ct(this.prototype,e,s)}}static getPropertyDescriptor(e,t,n){let{get:s,set:r}=zt(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:s,set(o){let d=s?.call(this);r?.call(this,o),this.requestUpdate(e,d,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??He}static _$Ei(){if(this.hasOwnProperty(W("elementProperties")))return;let e=Dt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(W("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(W("properties"))){let t=this.properties,n=[...Lt(t),...jt(t)];for(let s of n)this.createProperty(s,t[s])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[n,s]of t)this.elementProperties.set(n,s)}this._$Eh=new Map;for(let[t,n]of this.elementProperties){let s=this._$Eu(t,n);s!==void 0&&this._$Eh.set(s,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let s of n)t.unshift(ke(s))}else e!==void 0&&t.push(ke(e));return t}static _$Eu(e,t){let n=t.attribute;return n===!1?void 0:typeof n=="string"?n:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return Ne(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),s=this.constructor._$Eu(e,n);if(s!==void 0&&n.reflect===!0){let r=(n.converter?.toAttribute!==void 0?n.converter:V).toAttribute(t,n.type);this._$Em=e,r==null?this.removeAttribute(s):this.setAttribute(s,r),this._$Em=null}}_$AK(e,t){let n=this.constructor,s=n._$Eh.get(e);if(s!==void 0&&this._$Em!==s){let r=n.getPropertyOptions(s),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:V;this._$Em=s;let d=o.fromAttribute(t,r.type);this[s]=d??this._$Ej?.get(s)??d,this._$Em=null}}requestUpdate(e,t,n,s=!1,r){if(e!==void 0){let o=this.constructor;if(s===!1&&(r=this[e]),n??=o.getPropertyOptions(e),!((n.hasChanged??ee)(r,t)||n.useDefault&&n.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,n))))return;this.C(e,t,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:s,wrapped:r},o){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),s===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[s,r]of this._$Ep)this[s]=r;this._$Ep=void 0}let n=this.constructor.elementProperties;if(n.size>0)for(let[s,r]of n){let{wrapped:o}=r,d=this[s];o!==!0||this._$AL.has(s)||d===void 0||this.C(s,void 0,r,d)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(n=>n.hostUpdate?.()),this.update(t)):this._$EM()}catch(n){throw e=!1,this._$EM(),n}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};x.elementStyles=[],x.shadowRootOptions={mode:"open"},x[W("elementProperties")]=new Map,x[W("finalized")]=new Map,Nt?.({ReactiveElement:x}),(Z.reactiveElementVersions??=[]).push("2.1.2");var Ae=globalThis,Ie=i=>i,te=Ae.trustedTypes,We=te?te.createPolicy("lit-html",{createHTML:i=>i}):void 0,_e="$lit$",A=`lit$${Math.random().toFixed(9).slice(2)}$`,Te="?"+A,Bt=`<${Te}>`,O=document,J=()=>O.createComment(""),K=i=>i===null||typeof i!="object"&&typeof i!="function",Ee=Array.isArray,Ye=i=>Ee(i)||typeof i?.[Symbol.iterator]=="function",xe=`[ 	
\f\r]`,q=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Ve=/-->/g,qe=/>/g,P=RegExp(`>|${xe}(?:([^\\s"'>=/]+)(${xe}*=${xe}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),Je=/'/g,Ke=/"/g,Ge=/^(?:script|style|textarea|title)$/i,Se=i=>(e,...t)=>({_$litType$:i,strings:e,values:t}),c=Se(1),T=Se(2),wi=Se(3),$=Symbol.for("lit-noChange"),h=Symbol.for("lit-nothing"),Fe=new WeakMap,R=O.createTreeWalker(O,129);function Qe(i,e){if(!Ee(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return We!==void 0?We.createHTML(e):e}var Xe=(i,e)=>{let t=i.length-1,n=[],s,r=e===2?"<svg>":e===3?"<math>":"",o=q;for(let d=0;d<t;d++){let l=i[d],p,f,u=-1,g=0;for(;g<l.length&&(o.lastIndex=g,f=o.exec(l),f!==null);)g=o.lastIndex,o===q?f[1]==="!--"?o=Ve:f[1]!==void 0?o=qe:f[2]!==void 0?(Ge.test(f[2])&&(s=RegExp("</"+f[2],"g")),o=P):f[3]!==void 0&&(o=P):o===P?f[0]===">"?(o=s??q,u=-1):f[1]===void 0?u=-2:(u=o.lastIndex-f[2].length,p=f[1],o=f[3]===void 0?P:f[3]==='"'?Ke:Je):o===Ke||o===Je?o=P:o===Ve||o===qe?o=q:(o=P,s=void 0);let m=o===P&&i[d+1].startsWith("/>")?" ":"";r+=o===q?l+Bt:u>=0?(n.push(p),l.slice(0,u)+_e+l.slice(u)+A+m):l+A+(u===-2?d:m)}return[Qe(i,r+(i[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]},F=class i{constructor({strings:e,_$litType$:t},n){let s;this.parts=[];let r=0,o=0,d=e.length-1,l=this.parts,[p,f]=Xe(e,t);if(this.el=i.createElement(p,n),R.currentNode=this.el.content,t===2||t===3){let u=this.el.content.firstChild;u.replaceWith(...u.childNodes)}for(;(s=R.nextNode())!==null&&l.length<d;){if(s.nodeType===1){if(s.hasAttributes())for(let u of s.getAttributeNames())if(u.endsWith(_e)){let g=f[o++],m=s.getAttribute(u).split(A),b=/([.?@])?(.*)/.exec(g);l.push({type:1,index:r,name:b[2],strings:m,ctor:b[1]==="."?ne:b[1]==="?"?se:b[1]==="@"?re:z}),s.removeAttribute(u)}else u.startsWith(A)&&(l.push({type:6,index:r}),s.removeAttribute(u));if(Ge.test(s.tagName)){let u=s.textContent.split(A),g=u.length-1;if(g>0){s.textContent=te?te.emptyScript:"";for(let m=0;m<g;m++)s.append(u[m],J()),R.nextNode(),l.push({type:2,index:++r});s.append(u[g],J())}}}else if(s.nodeType===8)if(s.data===Te)l.push({type:2,index:r});else{let u=-1;for(;(u=s.data.indexOf(A,u+1))!==-1;)l.push({type:7,index:r}),u+=A.length-1}r++}}static createElement(e,t){let n=O.createElement("template");return n.innerHTML=e,n}};function C(i,e,t=i,n){if(e===$)return e;let s=n!==void 0?t._$Co?.[n]:t._$Cl,r=K(e)?void 0:e._$litDirective$;return s?.constructor!==r&&(s?._$AO?.(!1),r===void 0?s=void 0:(s=new r(i),s._$AT(i,t,n)),n!==void 0?(t._$Co??=[])[n]=s:t._$Cl=s),s!==void 0&&(e=C(i,s._$AS(i,e.values),s,n)),e}var ie=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,s=(e?.creationScope??O).importNode(t,!0);R.currentNode=s;let r=R.nextNode(),o=0,d=0,l=n[0];for(;l!==void 0;){if(o===l.index){let p;l.type===2?p=new U(r,r.nextSibling,this,e):l.type===1?p=new l.ctor(r,l.name,l.strings,this,e):l.type===6&&(p=new oe(r,this,e)),this._$AV.push(p),l=n[++d]}o!==l?.index&&(r=R.nextNode(),o++)}return R.currentNode=O,s}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,t),t+=n.strings.length-2):n._$AI(e[t])),t++}},U=class i{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,s){this.type=2,this._$AH=h,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=s,this._$Cv=s?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=C(this,e,t),K(e)?e===h||e==null||e===""?(this._$AH!==h&&this._$AR(),this._$AH=h):e!==this._$AH&&e!==$&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):Ye(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==h&&K(this._$AH)?this._$AA.nextSibling.data=e:this.T(O.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,s=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=F.createElement(Qe(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===s)this._$AH.p(t);else{let r=new ie(s,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(e){let t=Fe.get(e.strings);return t===void 0&&Fe.set(e.strings,t=new F(e)),t}k(e){Ee(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,n,s=0;for(let r of e)s===t.length?t.push(n=new i(this.O(J()),this.O(J()),this,this.options)):n=t[s],n._$AI(r),s++;s<t.length&&(this._$AR(n&&n._$AB.nextSibling,s),t.length=s)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let n=Ie(e).nextSibling;Ie(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},z=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,s,r){this.type=1,this._$AH=h,this._$AN=void 0,this.element=e,this.name=t,this._$AM=s,this.options=r,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=h}_$AI(e,t=this,n,s){let r=this.strings,o=!1;if(r===void 0)e=C(this,e,t,0),o=!K(e)||e!==this._$AH&&e!==$,o&&(this._$AH=e);else{let d=e,l,p;for(e=r[0],l=0;l<r.length-1;l++)p=C(this,d[n+l],t,l),p===$&&(p=this._$AH[l]),o||=!K(p)||p!==this._$AH[l],p===h?e=h:e!==h&&(e+=(p??"")+r[l+1]),this._$AH[l]=p}o&&!s&&this.j(e)}j(e){e===h?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},ne=class extends z{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===h?void 0:e}},se=class extends z{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==h)}},re=class extends z{constructor(e,t,n,s,r){super(e,t,n,s,r),this.type=5}_$AI(e,t=this){if((e=C(this,e,t,0)??h)===$)return;let n=this._$AH,s=e===h&&n!==h||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,r=e!==h&&(n===h||s);s&&this.element.removeEventListener(this.name,this,n),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},oe=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){C(this,e)}},Ze={M:_e,P:A,A:Te,C:1,L:Xe,R:ie,D:Ye,V:C,I:U,H:z,N:se,U:re,B:ne,F:oe},Ht=Ae.litHtmlPolyfillSupport;Ht?.(F,U),(Ae.litHtmlVersions??=[]).push("3.3.3");var et=(i,e,t)=>{let n=t?.renderBefore??e,s=n._$litPart$;if(s===void 0){let r=t?.renderBefore??null;n._$litPart$=s=new U(e.insertBefore(J(),r),r,void 0,t??{})}return s._$AI(i),s};var Me=globalThis,E=class extends x{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=et(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return $}};E._$litElement$=!0,E.finalized=!0,Me.litElementHydrateSupport?.({LitElement:E});var It=Me.litElementPolyfillSupport;It?.({LitElement:E});(Me.litElementVersions??=[]).push("4.2.2");var Wt={attribute:!0,type:String,converter:V,reflect:!1,hasChanged:ee},Vt=(i=Wt,e,t)=>{let{kind:n,metadata:s}=t,r=globalThis.litPropertyMetadata.get(s);if(r===void 0&&globalThis.litPropertyMetadata.set(s,r=new Map),n==="setter"&&((i=Object.create(i)).wrapped=!0),r.set(t.name,i),n==="accessor"){let{name:o}=t;return{set(d){let l=e.get.call(this);e.set.call(this,d),this.requestUpdate(o,l,i,!0,d)},init(d){return d!==void 0&&this.C(o,void 0,i,d),d}}}if(n==="setter"){let{name:o}=t;return function(d){let l=this[o];e.call(this,d),this.requestUpdate(o,l,i,!0,d)}}throw Error("Unsupported decorator location: "+n)};function S(i){return(e,t)=>typeof t=="object"?Vt(i,e,t):((n,s,r)=>{let o=s.hasOwnProperty(r);return s.constructor.createProperty(r,n),o?Object.getOwnPropertyDescriptor(s,r):void 0})(i,e,t)}function L(i){return S({...i,state:!0,attribute:!1})}var j=(i,e,t)=>(t.configurable=!0,t.enumerable=!0,Reflect.decorate&&typeof e!="object"&&Object.defineProperty(i,e,t),t);function Y(i,e){return(t,n,s)=>{let r=o=>o.renderRoot?.querySelector(i)??null;if(e){let{get:o,set:d}=typeof n=="object"?t:s??(()=>{let l=Symbol();return{get(){return this[l]},set(p){this[l]=p}}})();return j(t,n,{get(){let l=o.call(this);return l===void 0&&(l=r(this),(l!==null||this.hasUpdated)&&d.call(this,l)),l}})}return j(t,n,{get(){return r(this)}})}}var w=class extends Error{constructor(t,n=0,s="",r=0){super(`${t} ${n}`);this.kind=t;this.status=n;this.detail=s;this.retryAfter=r}get passing(){return this.kind!=="problem"||this.status===429||this.status>=500}},qt=3e4,Jt="/widget/v1/zakboek-chat.js",de=class{constructor(e){this.base=e}async open(e){let t=e?{kanaal:"web",gemeente:e}:{kanaal:"web"};try{return await this.#t("POST","/v1/gesprekken",{body:t},le)}catch(n){throw n instanceof w&&n.kind==="network"&&await this.#e()?new w("refused"):n}}async history(e){let t=le;return(await this.#t("GET",`${ae(e)}/berichten`,{access:e},t)).berichten}say(e,t,n){return this.#t("POST",`${ae(e)}/berichten`,{access:e,body:t,key:n},le)}rate(e,t,n,s){let r=s?{nuttig:n,toelichting:s}:{nuttig:n};return this.#t("PUT",`${ae(e)}/berichten/${t}/waardering`,{access:e,body:r},Pe)}remove(e){return this.#t("DELETE",ae(e),{access:e},Pe)}document(e,t){return this.#t("GET",t.url,{access:e},async n=>({file:await n.blob(),name:/filename="([^"]+)"/.exec(n.headers.get("Content-Disposition")??"")?.[1]??""}))}async#e(){try{return await this.#t("HEAD",Jt,{},Pe),!0}catch{return!1}}async#t(e,t,n,s){let r={};n.access&&(r.Authorization=`Bearer ${n.access.token}`),n.key&&(r["Idempotency-Key"]=n.key),n.body&&(r["Content-Type"]="application/json");let o=n.body?JSON.stringify(n.body):null,d=new AbortController,l=setTimeout(()=>d.abort(),qt);try{let p={method:e,headers:r,body:o,signal:d.signal,credentials:"omit",cache:"no-store"},f=await fetch(this.base+t,p);if(!f.ok)throw await Kt(f);return await s(f)}catch(p){throw p instanceof w?p:d.signal.aborted?new w("timeout"):new w(navigator.onLine?"network":"offline")}finally{clearTimeout(l)}}};function ae(i){return`/v1/gesprekken/${i.id}`}async function le(i){return await i.json()}async function Pe(){}async function Kt(i){let e=Number(i.headers.get("Retry-After"))||0,n=i.headers.get("Content-Type")?.includes("problem+json")?await le(i):{};return new w("problem",i.status,n.detail??"",e)}var _={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},ce=i=>(...e)=>({_$litDirective$:i,values:e}),N=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var{I:Ft}=Ze,tt=i=>i;var nt=i=>i.strings===void 0,it=()=>document.createComment(""),B=(i,e,t)=>{let n=i._$AA.parentNode,s=e===void 0?i._$AB:e._$AA;if(t===void 0){let r=n.insertBefore(it(),s),o=n.insertBefore(it(),s);t=new Ft(r,o,i,i.options)}else{let r=t._$AB.nextSibling,o=t._$AM,d=o!==i;if(d){let l;t._$AQ?.(i),t._$AM=i,t._$AP!==void 0&&(l=i._$AU)!==o._$AU&&t._$AP(l)}if(r!==s||d){let l=t._$AA;for(;l!==r;){let p=tt(l).nextSibling;tt(n).insertBefore(l,s),l=p}}}return t},M=(i,e,t=i)=>(i._$AI(e,t),i),Yt={},ue=(i,e=Yt)=>i._$AH=e,st=i=>i._$AH,he=i=>{i._$AR(),i._$AA.remove()};var rt=ce(class extends N{constructor(i){if(super(i),i.type!==_.PROPERTY&&i.type!==_.ATTRIBUTE&&i.type!==_.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!nt(i))throw Error("`live` bindings can only contain a single expression")}render(i){return i}update(i,[e]){if(e===$||e===h)return e;let t=i.element,n=i.name;if(i.type===_.PROPERTY){if(e===t[n])return $}else if(i.type===_.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(n))return $}else if(i.type===_.ATTRIBUTE&&t.getAttribute(n)===e+"")return $;return ue(i),e}});var D=i=>c`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${i}</svg>`,ot=D(T`<path d="M4 5h16v11H11l-5 4v-4H4z" /><path d="M8 9.5h8M8 12.5h5" />`),at=D(T`<path d="M6 6l12 12M18 6L6 18" />`),lt=D(T`<path d="M5 12h.01M12 12h.01M19 12h.01" />`),pe=D(T`<path d="M5 12h13M12 6l6 6-6 6" />`),dt=D(T`<path d="M12 4v10M8 11l4 4 4-4M5 19h14" />`),ct=D(T`<path d="M12 7c-2-1.500-4.500-2-8-2v13c3.500 0 6 .5 8 2 2-1.500 4.500-2 8-2V5c-3.500 0-6 .5-8 2zM12 7v13" />`),ut=D(T`<path d="M5 12.500l4.500 4.500L19 7.500" />`);var a={launcher:"Stel je vraag",launcherUnread:i=>i===1?"1 nieuw antwoord":`${i} nieuwe antwoorden`,region:"Chat met de assistent",title:"Vragen over sociaal ondernemen",subtitle:"Je praat met een computerprogramma",close:"Sluit de chat",log:"Het gesprek",visitor:"Jij",assistant:"Assistent",answer:"Antwoord van de assistent",intro:`Hallo. Ik ben een computerprogramma. Ik beantwoord vragen over het *Zakboek sociaal ondernemen*, een gids voor gemeenten.

Typ je vraag hieronder, of begin met een paar voorbeelden.`,begin:"Laat voorbeelden zien",field:"Je vraag",fieldHint:"Typ geen namen, nummers of andere gegevens van jezelf of van een ander.",send:"Verstuur",waitForAnswer:"Je vorige vraag is nog niet beantwoord. Wat je nu typt, blijft staan.",opening:"Het gesprek wordt geopend",reading:"Je gesprek wordt opgehaald",waiting:"De assistent zoekt een antwoord",waitingLong:"Dit duurt langer dan anders. Nog even geduld.",deleting:"Je gesprek wordt verwijderd",choices:"Kies hoe je verder wilt",choiceTaken:"Jouw keuze:",choicesOther:"Andere keuzes waren:",choicesPast:"Keuzes waren:",source:"Bron",sources:"Bronnen",chapter:(i,e)=>`Zakboek, hoofdstuk “${i}”`+(e?`, vanaf pagina ${e}`:""),municipality:i=>`Gemeente ${i}`,newTab:"(opent in een nieuw tabblad)",documents:"Download het document",download:(i,e)=>`Download “${i}” (${e})`,downloadFailed:"Het downloaden is niet gelukt. Probeer het opnieuw.",useful:"Was dit nuttig?",yes:"Ja",no:"Nee",thanks:"Bedankt voor je reactie.",why:"Waarom? Dit hoef je niet in te vullen.",sendWhy:"Verstuur je uitleg",rateFailed:"Je reactie is niet verstuurd. Probeer het opnieuw.",menu:"Meer mogelijkheden",human:"Een mens spreken",humanQuestion:"Ik wil een mens spreken",transcript:"Download gesprek",restart:"Begin opnieuw",remove:"Verwijder mijn gesprek",restartSure:"Wil je opnieuw beginnen? Je krijgt een nieuw gesprek. Dit gesprek wordt verwijderd.",restartYes:"Ja, begin opnieuw",removeSure:"Wil je dit gesprek verwijderen? Alles wat je typte, is dan weg. Dit kun je niet terugdraaien.",removeYes:"Ja, verwijder",keep:"Nee, ga terug",removed:"Je gesprek is verwijderd.",gone:"Dit gesprek is er niet meer. We beginnen een nieuw gesprek. Wat je typte, staat nog in het veld.",goneElsewhere:"Dit gesprek is in een ander tabblad verwijderd. Je kunt opnieuw beginnen.",again:"Probeer opnieuw",offline:"Je hebt geen internet.",network:"De assistent is niet te bereiken.",timeout:"Er kwam geen antwoord. Misschien is je internet traag.",kept:"Je bericht is bewaard.",sentWhenOnline:"We versturen het zodra je weer internet hebt.",againIn:i=>i===1?"Over 1 seconde proberen we het zelf opnieuw.":`Over ${i} seconden proberen we het zelf opnieuw.`,tooMany:"Er komen nu veel vragen tegelijk binnen.",busy:"De assistent is even niet bereikbaar.",wrong:"Er ging iets mis aan onze kant.",setUpWrong:"Deze chat is niet goed ingesteld. Vertel het aan de beheerder van deze website.",refused:(i,e)=>`zakboek-chat: ${i} mag hier geen gesprekken voeren. Zet dit adres in het bestand van ${e?`gemeente "${e}"`:"de gemeente"} onder "sites", of in de instelling ZAKBOEK_ALLOWED_ORIGINS van de assistent.`,notRemoved:"Je gesprek is nog niet verwijderd.",choiceCount:i=>i===1?"Je hebt 1 keuze.":`Je hebt ${i} keuzes.`,documentCount:i=>i===1?"Je kunt 1 document downloaden.":`Je kunt ${i} documenten downloaden.`,fileName:"gesprek-zakboek.txt",today:i=>`vandaag om ${i} uur`,yesterday:i=>`gisteren om ${i} uur`,earlier:(i,e)=>`${i} om ${e} uur`};function ht(i,e,t,n){let s=o=>{o.key!=="Enter"||o.shiftKey||o.isComposing||(o.preventDefault(),n())};return c`<form class="composer" @submit=${o=>{o.preventDefault(),n()}}>
    <label for="field">${a.field}</label>
    <div class="row">
      <textarea
        id="field"
        class="field"
        rows="2"
        aria-describedby="hint"
        .value=${rt(i)}
        @input=${o=>t(o.target.value)}
        @keydown=${s}
      ></textarea>
      <button class="main">${a.send}${pe}</button>
    </div>
    <p id="hint" class="small">${e}</p>
  </form>`}var me=class{#e="BroadcastChannel"in window?new BroadcastChannel("zakboek-chat"):null;constructor(e){this.#e?.addEventListener("message",({data:t})=>e(t.id,t.news))}tell(e,t){this.#e?.postMessage({id:e,news:t})}close(){this.#e?.close()}};function pt(i,e,t){let n=i.kind==="offline",s=[Gt(i,e)];return i.passing&&e==="send"&&!i.detail&&s.push(a.kept),e==="remove"&&s.push(a.notRemoved),n&&e==="send"&&s.push(a.sentWhenOnline),t&&s.push(a.againIn(t)),{text:s.join(" "),again:i.passing,whenOnline:n&&e!=="remove"}}function Gt(i,e){return i.kind==="refused"||i.status===404&&e==="open"?a.setUpWrong:i.kind!=="problem"?a[i.kind]:i.detail?i.detail:i.status===429?a.tooMany:i.status>=502&&i.status<=504?a.busy:a.wrong}var Qt=3,ge=class{constructor(e,t,n,s){this.api=e;this.municipality=t;this.storage=n;this.listener=s;this.messages=[];this.busy=null;this.trouble=null;this.notice="";this.#t=new me((e,t)=>this.#A(e,t));this.#r=0;this.#c=!1;this.#o=Promise.resolve();this.#f=()=>{this.trouble?.whenOnline&&this.again()};this.#u=async()=>{};this.#e=n.load(),addEventListener("online",this.#f)}#e;#t;#s;#r;#c;#o;get begun(){return this.#e.access!==null}get pending(){return this.#e.pending}get draft(){return this.#e.draft}set draft(e){this.#i({draft:e})}get wasOpen(){return this.#e.open}set wasOpen(e){this.#i({open:e})}leave(){clearTimeout(this.#s),removeEventListener("online",this.#f),this.#t.close()}async begin(){if(this.busy||this.begun&&this.messages.length)return;this.#b();let[e,t]=this.begun?["read",()=>this.#a()]:["open",()=>this.#h()];await this.#l(e,t,()=>this.begin()),this.pending&&!this.trouble&&await this.#p()}send(e,t){return this.pending||this.busy==="remove"?!1:(this.notice="",this.#i({pending:{key:Xt(),body:e,shown:t,moment:new Date().toISOString()}}),this.busy?this.listener.changed():this.#p(),!0)}async again(){this.#r=0,await this.#u()}async rate(e,t,n=""){try{await this.api.rate(this.#n(),e.id,t,n)}catch(s){return this.#g(s),!1}return this.messages=this.messages.map(s=>s.id===e.id?{...s,nuttig:t}:s),this.listener.changed(),!0}async document(e){try{return await this.api.document(this.#n(),e)}catch(t){return this.#g(t),null}}async restart(){if(await this.#o,this.busy)return;let e=this.#e.access;this.#d(),this.notice="",await this.#l("open",()=>this.#h(),()=>this.restart()),!(!e||e===this.#e.access)&&(this.#i({leaving:[...this.#e.leaving,e]}),this.#t.tell(e.id,"gone"),await this.#b())}async remove(){await this.#o;let e=this.#e.access;if(!e||this.busy)return;let t=async()=>{this.#m(await this.#x(e)),this.#t.tell(e.id,"gone")};await this.#l("remove",t,()=>this.remove())}#f;#u;async#h(){let e=await this.api.open(this.municipality);this.messages=[...e.berichten],this.#i({access:{id:e.id,token:e.token}}),this.listener.answered(e.berichten,null)}async#v(){try{await this.#a()}catch(e){this.#g(e)}this.listener.changed()}async#a(){this.#c=!1;let e=[...await this.api.history(this.#n())],t=e[e.length-1];this.pending&&t?.afzender==="bezoeker"&&t.tekst===this.pending.shown&&e.pop(),this.messages=e}async#p(){let e=async()=>{this.begun||await this.#h();let t=this.pending;if(!t)return;let n=await this.api.say(this.#n(),t.body,t.key);this.#y(t,n),this.#i({pending:null}),this.#t.tell(this.#n().id,"changed"),this.listener.answered(n.berichten,n.uitkomst),this.#c&&await this.#a()};await this.#l("send",e,()=>this.#p())}#y(e,t){if(this.messages.some(r=>r.id===t.berichten[0]?.id))return;let n={id:e.key,afzender:"bezoeker",tijdstip:e.moment,tekst:e.shown},s={keuzes:[],bronnen:[],documenten:[],uitkomst:null,nuttig:null};this.messages.push({...n,...s},...t.berichten)}#l(e,t,n){return this.#o=this.#w(e,t,n),this.#o}async#w(e,t,n){clearTimeout(this.#s),this.busy=e,this.trouble=null,this.listener.changed();let s=!1;try{await t(),this.#r=0}catch(r){s=await this.#$(e,r,n)}finally{this.busy=null,this.listener.changed()}s&&await this.begin()}async#$(e,t,n){if(!(t instanceof w))throw t;if(this.listener.failed(t),t.status===422&&e==="send")return this.#i({pending:null}),await this.#v(),!1;if(t.status===404&&(e==="read"||e==="send"&&await this.#k()))return this.#d(),this.#m(a.gone),!0;let s=t.passing&&this.#r<Qt?t.retryAfter:0;return this.trouble=pt(t,e,s),this.#u=n,!t.passing&&e==="send"&&this.#d(),s&&(this.#r+=1,this.#s=setTimeout(()=>{this.#u()},s*1e3)),!1}async#k(){try{return await this.#a(),!1}catch(e){return e instanceof w&&e.status===404}}#d(){let e=[this.pending?.shown??"",this.draft].filter(Boolean);this.#i({pending:null,draft:e.join(`
`)})}#m(e){clearTimeout(this.#s),this.messages=[],this.notice=e,this.#i({access:null,pending:null})}async#x(e){try{await this.api.remove(e)}catch(t){if(!(t instanceof w))throw t;if(t.status===503&&t.detail)return this.#i({leaving:[...this.#e.leaving,e]}),t.detail;if(t.status!==404)throw t}return a.removed}async#b(){for(let e of this.#e.leaving){try{await this.api.remove(e)}catch(t){if(t instanceof w&&t.status!==404)continue}this.#i({leaving:this.#e.leaving.filter(t=>t.id!==e.id)})}}#A(e,t){e===this.#e.access?.id&&(t==="gone"?(this.#d(),this.#m(a.goneElsewhere),this.listener.changed()):this.busy?this.#c=!0:this.messages.length&&this.#v())}#g(e){e instanceof w&&this.listener.failed(e)}#n(){if(!this.#e.access)throw new w("problem",404);return this.#e.access}#i(e){Object.assign(this.#e,e),this.storage.save(this.#e)}};function Xt(){return Array.from(crypto.getRandomValues(new Uint8Array(16)),i=>i.toString(16).padStart(2,"0")).join("")}var mt=(i,e,t)=>{let n=new Map;for(let s=e;s<=t;s++)n.set(i[s],s);return n},gt=ce(class extends N{constructor(i){if(super(i),i.type!==_.CHILD)throw Error("repeat() can only be used in text expressions")}dt(i,e,t){let n;t===void 0?t=e:e!==void 0&&(n=e);let s=[],r=[],o=0;for(let d of i)s[o]=n?n(d,o):o,r[o]=t(d,o),o++;return{values:r,keys:s}}render(i,e,t){return this.dt(i,e,t).values}update(i,[e,t,n]){let s=st(i),{values:r,keys:o}=this.dt(e,t,n);if(!Array.isArray(s))return this.ut=o,r;let d=this.ut??=[],l=[],p,f,u=0,g=s.length-1,m=0,b=r.length-1;for(;u<=g&&m<=b;)if(s[u]===null)u++;else if(s[g]===null)g--;else if(d[u]===o[m])l[m]=M(s[u],r[m]),u++,m++;else if(d[g]===o[b])l[b]=M(s[g],r[b]),g--,b--;else if(d[u]===o[b])l[b]=M(s[u],r[b]),B(i,l[b+1],s[u]),u++,b--;else if(d[g]===o[m])l[m]=M(s[g],r[m]),B(i,s[u],s[g]),g--,m++;else if(p===void 0&&(p=mt(o,m,b),f=mt(d,u,g)),p.has(d[u]))if(p.has(d[g])){let k=f.get(o[m]),we=k!==void 0?s[k]:null;if(we===null){let je=B(i,s[u]);M(je,r[m]),l[m]=je}else l[m]=M(we,r[m]),B(i,s[u],we),s[k]=null;m++}else he(s[g]),g--;else he(s[u]),u++;for(;m<=b;){let k=B(i,l[b+1]);M(k,r[m]),l[m++]=k}for(;u<=g;){let k=s[u++];k!==null&&he(k)}return this.ut=o,ue(i,l),$}});var Zt=/^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/,ft=/\\([\\`*_{}[\]()#+\-.!<>"'&:;,/?=@~|$%^])|\*\*(?=\S)(.*?\S)\*\*|\*(?=[^\s*])((?:[^*\\]|\\.)*?[^\s*])\*|\[((?:[^\]\\]|\\.)+)\]\(([^()\s]+)\)|(?: {2,}|\\)\n/s;function fe(i){return bt(i).map(e=>{if(e.kind==="paragraph")return c`<p dir="auto">${Re(e.content)}</p>`;let t=e.items.map(n=>c`<li dir="auto">${Re(n)}</li>`);return e.start===null?c`<ul>${t}</ul>`:c`<ol start=${e.start}>${t}</ol>`})}function vt(i){return bt(i).flatMap(t=>{if(t.kind==="paragraph")return[Oe(t.content),""];let n=s=>t.start===null?"-":`${t.start+s}.`;return[...t.items.map((s,r)=>`${n(r)} ${Oe(s)}`),""]}).join(`
`).trim()}function bt(i){let e=[],t=[],n=[],s=null,r=()=>{t.length&&e.push({kind:"paragraph",content:G(t.join(`
`))}),n.length&&e.push({kind:"list",start:s,items:n.map(G)}),t=[],n=[]};for(let o of i.split(`
`)){let d=Zt.exec(o);if(d){let l=d[1]===void 0?null:Number(d[1]);(!n.length||l===null!=(s===null))&&(r(),s=l),n.push(d[2]??"")}else o.trim()?n.length&&/^\s/.test(o)?n.push(`${n.pop()}
${o.trim()}`):(n.length&&r(),t.push(o.trimStart())):t.length&&r()}return r(),e}function G(i){let e=[],t=i;for(let n=ft.exec(t);n;n=ft.exec(t))n.index&&e.push({kind:"text",text:t.slice(0,n.index)}),e.push(ei(n)),t=t.slice(n.index+n[0].length);return t&&e.push({kind:"text",text:t}),e}function ei([,i,e,t,n,s]){return i!==void 0?{kind:"text",text:i}:e!==void 0?{kind:"strong",content:G(e)}:t!==void 0?{kind:"em",content:G(t)}:n===void 0||s===void 0?{kind:"break"}:{kind:"link",href:s.startsWith("https://")?s:"",content:G(n)}}function Re(i){return i.map(e=>{if(e.kind==="text")return e.text;if(e.kind==="break")return c`<br />`;let t=Re(e.content);return e.kind==="strong"?c`<strong>${t}</strong>`:e.kind==="em"?c`<em>${t}</em>`:e.href?Ce(e.href,t):c`${t}`})}function Ce(i,e){return c`<a href=${i} target="_blank" rel="noopener noreferrer"
    >${e}<span class="unseen"> ${a.newTab}</span></a
  >`}function Oe(i){return i.map(e=>{if(e.kind==="text")return e.text.replace(/\n/g," ");if(e.kind==="break")return`
`;let t=Oe(e.content);return e.kind==="link"&&e.href&&e.href!==t?`${t} (${e.href})`:t}).join("")}function ve(i,e=new Date){let t=`${i.getHours()}.${String(i.getMinutes()).padStart(2,"0")}`,n=new Date(e.getFullYear(),e.getMonth(),e.getDate()-1);if(i.toDateString()===e.toDateString())return a.today(t);if(i.toDateString()===n.toDateString())return a.yesterday(t);let s=i.toLocaleDateString("nl-NL",{weekday:"long",day:"numeric",month:"long"});return a.earlier(s,t)}var ti=["antwoord","geen-antwoord"];function yt(i,e){return c`<article class="visitor" aria-label=${a.visitor} tabindex="-1">
    <p class="from">${a.visitor}, ${$t(e)}</p>
    <p class="bubble" dir="auto">${i}</p>
  </article>`}function wt(i,e,t){return c`<article class="assistant" data-id=${i.id} aria-label=${a.answer} tabindex="-1">
    <p class="from"><strong>${a.assistant}</strong>, ${$t(new Date(i.tijdstip))}</p>
    <div class="text">${fe(i.tekst)}</div>
    ${ii(i.bronnen,e.base)} ${ni(i.documenten,e.downloadFailed,t)}
    ${i.keuzes.length?si(i.keuzes,e.next,t):h}
    ${ti.includes(i.uitkomst)?ri(i,e.rating,t):h}
  </article>`}function $t(i){return c`<time datetime=${i.toISOString()}>${ve(i)}</time>`}function ii(i,e){return i.length?c`<div class="sources">
    ${ct}
    <p class="unseen">${i.length===1?a.source:a.sources}</p>
    <ul>
      ${i.map(t=>t.hoofdstuk===null?c`<li>${a.municipality(t.titel)}</li>`:c`<li>
              ${Ce(`${e}/gids/${t.id}`,t.titel)}
              <span class="place">${a.chapter(t.hoofdstuk,t.pagina)}</span>
            </li>`)}
    </ul>
  </div>`:h}function ni(i,e,t){return i.length?c`<div class="choices" role="group" aria-label=${a.documents}>
    ${i.map(n=>{let s=n.type==="application/pdf"?"pdf":"Word";return c`<button type="button" class="choice" @click=${()=>t.download(n)}>
        ${dt}<span>${a.download(n.titel,s)}</span>
      </button>`})}
    ${e?c`<p class="small">${a.downloadFailed}</p>`:h}
  </div>`:h}function si(i,e,t){if(e===void 0)return c`<div class="choices" role="group" aria-label=${a.choices}>
      ${i.map(r=>c`<button type="button" class="choice" @click=${()=>t.choose(r)}>
            <span>${r.label}</span>${pe}
          </button>`)}
    </div>`;let n=i.find(r=>r.label===e),s=i.filter(r=>r!==n);return c`<div class="past small">
    ${n?c`<p>${ut}<span>${a.choiceTaken} <strong>${n.label}</strong></span></p>`:h}
    ${s.length?c`<p>${n?a.choicesOther:a.choicesPast}</p>
            <ul>
              ${s.map(r=>c`<li>${r.label}</li>`)}
            </ul>`:h}
  </div>`}function ri(i,e,t){let n=s=>c`<button
      type="button"
      class="mini"
      aria-pressed=${i.nuttig===s}
      @click=${()=>t.rate(i,s)}
    >
      ${s?a.yes:a.no}
    </button>`;return c`<div class="rating small">
    <div role="group" aria-label=${a.useful}>
      <span aria-hidden="true">${a.useful}</span>${n(!0)}${n(!1)}
    </div>
    ${e==="failed"?c`<p>${a.rateFailed}</p>`:h}
    ${e==="explained"?c`<p>${a.thanks}</p>`:h}
    ${e==="sent"&&i.nuttig!==null?oi(i,i.nuttig,t):h}
  </div>`}function oi(i,e,t){return c`<form class="why" @submit=${s=>{s.preventDefault();let r=String(new FormData(s.target).get("why")??"").trim();t.rate(i,e,r)}}>
    <p>${a.thanks}</p>
    <label>${a.why}<textarea name="why" rows="2"></textarea></label>
    <button class="mini">${a.sendWhy}</button>
  </form>`}var ai={open:a.opening,read:a.reading,send:a.waiting,remove:a.deleting};function kt(i,e,t){let{busy:n,trouble:s,notice:r}=i;return c`<div class="log" role="log" aria-live="off" aria-label=${a.log} tabindex="0">
    ${i.begun||i.pending||n?h:li(t)}
    ${gt(di(i),({id:o})=>o,(o,d)=>ci(i,e,t,o,d))}
    ${r?c`<p class="notice">${r}</p>`:h}
    ${n?c`<p class="busy">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
            <span>${e.waitsLong?a.waitingLong:ai[n]}</span>
          </p>`:h}
    ${s?c`<div class="trouble">
            <p>${s.text}</p>
            <button type="button" class="mini" ?hidden=${!s.again} @click=${t.again}>${a.again}</button>
          </div>`:h}
  </div>`}function li(i){return c`<div class="intro text">
    ${fe(a.intro)}
    <button type="button" class="mini" @click=${i.begin}>${a.begin}</button>
  </div>`}function di(i){let{pending:e}=i;if(!e)return i.messages;let t={id:e.key,afzender:"bezoeker",tijdstip:e.moment,tekst:e.shown};return[...i.messages,t]}function ci(i,e,t,n,s){if(n.afzender==="bezoeker")return yt(n.tekst,new Date(n.tijdstip));let r=n,o=i.messages[s+1]?.tekst??i.pending?.shown;return wt(r,{base:e.base,next:o,rating:e.ratings.get(r.id),downloadFailed:r.documenten.some(d=>e.failedDownloads.has(d.id))},t)}function xt(i,e,t){let n=(s,r)=>c`<li><button type="button" class="item" @click=${r}>${s}</button></li>`;return c`<button
      type="button"
      class="round menu-button"
      aria-label=${a.menu}
      aria-expanded=${i}
      aria-controls="menu"
      @click=${t.toggle}
    >
      ${lt}
    </button>
    <ul id="menu" class="menu" ?hidden=${!i}>
      ${n(a.human,t.human)}
      ${e?c`${n(a.transcript,t.transcript)} ${n(a.restart,()=>t.ask("restart"))}
            ${n(a.remove,()=>t.ask("remove"))}`:h}
    </ul>`}function At(i,e,t){return c`<div class="sure" role="group" aria-labelledby="sure" tabindex="-1">
    <p id="sure">${i==="remove"?a.removeSure:a.restartSure}</p>
    <div class="row">
      <button type="button" class="main" @click=${e}>
        ${i==="remove"?a.removeYes:a.restartYes}
      </button>
      <button type="button" class="mini" @click=${t}>${a.keep}</button>
    </div>
  </div>`}function ze(i,e){let t=document.createElement("a");t.href=URL.createObjectURL(i),t.download=e,t.click(),setTimeout(()=>URL.revokeObjectURL(t.href),6e4)}function _t(i,e){let t=e.map(n=>`${n.afzender==="bezoeker"?a.visitor:a.assistant}, ${ve(new Date(n.tijdstip))}
${Le(n)}`);return new Blob([[i,...t].join(`

`),`
`],{type:"text/plain;charset=utf-8"})}function Le(i){if(i.afzender==="bezoeker")return i.tekst;let e=[vt(i.tekst)];return i.bronnen.length&&e.push("",...i.bronnen.map(t=>`${a.source}: ${ui(t)}`)),e.join(`
`)}function ui(i){return i.hoofdstuk===null?a.municipality(i.titel):`${i.titel}. ${a.chapter(i.hoofdstuk,i.pagina)}`}var hi=5e3,be=class{constructor(e){this.host=e;this.text="";e.addController(this)}hostDisconnected(){clearTimeout(this.timer)}say(e){this.text=e,clearTimeout(this.timer),this.timer=setTimeout(()=>this.say(""),hi),e||clearTimeout(this.timer),this.host.requestUpdate()}render(){return c`<div class="unseen" role="status" aria-live="polite" aria-atomic="true">${this.text}</div>`}};function Tt(i){let{keuzes:e,documenten:t}=i,n=[`${a.assistant}: ${Le(i)}`];return t.length&&n.push(a.documentCount(t.length)),e.length&&n.push(a.choiceCount(e.length)),n.join(" ")}var ye=class{constructor(e,t){this.key=e;this.wanted=t}load(){let e={access:null,pending:null,draft:"",open:!1,leaving:[]};if(!this.wanted)return e;try{return{...e,...JSON.parse(sessionStorage.getItem(this.key)??"{}")}}catch{return e}}save(e){if(this.wanted)try{sessionStorage.setItem(this.key,JSON.stringify(e))}catch{return}}};var Et=I`
  :host {
    display: block !important;
  }

  :host([weergave='paneel']) {
    height: 100%;
  }

  .root {
    all: initial;
    display: block;
    height: 100%;
    direction: ltr;
    unicode-bidi: isolate;
    color-scheme: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    font-family: var(
      --zakboek-lettertype,
      var(
        --nl-paragraph-font-family,
        var(--utrecht-document-font-family, var(--basis-text-font-family-default, inherit))
      )
    );
    font-size: var(--zakboek-lettergrootte, medium);
    line-height: 1.55;
    color: var(--text);
    overflow-wrap: anywhere;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }

  *,
  *::before {
    box-sizing: border-box;
  }

  p,
  ul,
  ol,
  h2 {
    margin: 0;
    padding: 0;
  }

  button,
  textarea {
    font: inherit;
    letter-spacing: inherit;
    word-spacing: inherit;
    color: inherit;
    border-radius: var(--round);
  }

  button {
    min-height: 2.75em;
    padding: 0.5em 1em;
    border: 1px solid var(--border);
    background: var(--ground);
    text-align: start;
    cursor: pointer;
  }

  a {
    color: var(--link);
    text-underline-offset: 0.18em;
  }

  a:hover {
    text-decoration-thickness: 0.14em;
  }

  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
    box-shadow: 0 0 0 2px var(--ground);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  [hidden] {
    display: none;
  }

  .small {
    font-size: 0.875em;
    color: var(--subtle);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: flex-end;
  }

  .icon {
    flex: none;
    width: 1.25em;
    height: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .main {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    border-color: transparent;
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }

  .mini {
    min-height: 2.25em;
    padding: 0.25em 0.875em;
    font-weight: 600;
    color: var(--link);
  }

  .choice:hover,
  .mini:hover,
  .item:hover,
  .round:hover {
    background: var(--surface);
  }

  .launcher {
    position: fixed;
    z-index: var(--zakboek-laag, 1000);
    inset-block-end: var(--zakboek-afstand, 1.25em);
    inset-inline-end: var(--zakboek-afstand, 1.25em);
    max-width: calc(100vw - 2em);
    min-height: 3.25em;
    padding: 0.75em 1.375em;
    border-radius: var(--zakboek-ronding-knop, 2em);
    box-shadow: 0 0.25em 1.25em rgb(0 0 0 / 22%);
  }

  .badge {
    padding: 0 0.625em;
    border-radius: 1em;
    background: var(--on-accent);
    color: var(--accent);
    font-size: 0.875em;
  }

  .panel {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    grid-template-columns: minmax(0, 1fr);
    height: var(--zakboek-hoogte, min(38em, 85vh));
    border: 1px solid var(--hairline, var(--border));
    border-radius: min(var(--round), 1em);
    border-block-start: 4px solid var(--accent);
    background: var(--ground);
    overflow: hidden;
    position: relative;
  }

  .panel > * {
    grid-column: 1;
  }

  .floats {
    position: fixed;
    z-index: var(--zakboek-laag, 1000);
    inset-block-end: var(--zakboek-afstand, 1.25em);
    inset-inline-end: var(--zakboek-afstand, 1.25em);
    width: min(28em, calc(100vw - 2.5em));
    height: min(var(--zakboek-hoogte, 44em), calc(100vh - 2.5em));
    box-shadow: 0 0.5em 2.5em rgb(0 0 0 / 24%);
  }

  header {
    grid-row: 1;
    display: flex;
    gap: 0.25em;
    align-items: flex-start;
    padding: 0.875em 0.75em 0.875em 1.25em;
    border-block-end: 1px solid var(--hairline, var(--border));
  }

  header > div {
    flex: 1;
    min-width: 0;
  }

  h2 {
    font-size: 1.125em;
    line-height: 1.3;
    font-weight: 700;
  }

  .round {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    min-height: 2.75em;
    padding: 0;
    border-color: transparent;
  }

  .menu-button .icon {
    stroke-width: 3;
  }

  .menu {
    position: absolute;
    z-index: 1;
    inset-block-start: 3.75em;
    inset-inline-end: 0.75em;
    min-width: 14em;
    max-width: calc(100% - 1.5em);
    padding: 0.375em;
    border: 1px solid var(--border);
    border-radius: min(var(--round), 1em);
    background: var(--ground);
    box-shadow: 0 0.5em 1.5em rgb(0 0 0 / 18%);
    list-style: none;
  }

  .item {
    width: 100%;
    border-color: transparent;
  }

  .sure {
    grid-row: 2;
    padding: 1em 1.25em;
    background: var(--surface);
    border-block-end: 1px solid var(--border);
  }

  .sure .row {
    margin-block-start: 0.75em;
  }

  .sure .mini {
    min-height: 2.75em;
  }

  .log {
    grid-row: 3;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1.25em;
  }

  .log:focus-visible {
    outline-offset: -3px;
    box-shadow: none;
  }

  article,
  .intro {
    max-width: 38em;
    margin-block-end: 1.75em;
  }

  article:focus {
    outline: none;
  }

  article:focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 0.375em;
    box-shadow: none;
  }

  .visitor {
    display: grid;
    justify-items: end;
    margin-inline-start: auto;
  }

  .bubble {
    max-width: min(100%, 30em);
    padding: 0.625em 1em;
    border-radius: min(var(--round), 1em);
    background: var(--surface);
    white-space: pre-wrap;
  }

  .from {
    margin-block-end: 0.25em;
    font-size: 0.8125em;
    color: var(--subtle);
  }

  .from strong {
    color: var(--text);
  }

  .text > * + * {
    margin-block-start: 0.75em;
  }

  .text ul,
  .text ol {
    padding-inline-start: 1.375em;
  }

  .text li + li {
    margin-block-start: 0.375em;
  }

  .sources {
    display: flex;
    gap: 0.625em;
    margin-block-start: 1em;
    font-size: 0.875em;
  }

  .sources .icon {
    margin-block-start: 0.15em;
    color: var(--subtle);
  }

  .sources ul {
    list-style: none;
  }

  .place {
    display: block;
    color: var(--subtle);
  }

  .choices {
    display: grid;
    gap: 0.5em;
    margin-block-start: 1em;
  }

  .choice {
    display: flex;
    gap: 0.75em;
    align-items: center;
    justify-content: space-between;
    padding: 0.625em 1em;
    line-height: 1.4;
    color: var(--link);
    font-weight: 500;
  }

  .choice .icon:first-child {
    order: 1;
  }

  .past {
    margin-block-start: 1em;
  }

  .past p {
    display: flex;
    gap: 0.375em;
  }

  .past strong {
    color: var(--text);
  }

  .past * + p {
    margin-block-start: 0.375em;
  }

  .past ul {
    display: flex;
    flex-wrap: wrap;
    gap: 0.125em 1.25em;
    list-style: none;
  }

  .rating {
    margin-block-start: 1em;
  }

  .rating [role='group'] {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    align-items: center;
  }

  .rating p,
  .why {
    margin-block-start: 0.625em;
  }

  .why label {
    display: block;
  }

  .why textarea {
    display: block;
    margin-block: 0.375em 0.5em;
  }

  [aria-pressed='true'] {
    background: var(--accent);
    color: var(--on-accent);
    border-color: transparent;
  }

  [aria-pressed='true']:hover {
    background: var(--accent);
  }

  .intro button {
    margin-block-start: 1em;
  }

  .notice,
  .trouble,
  .busy {
    max-width: 38em;
  }

  .notice,
  .trouble {
    padding: 0.75em 1em;
    border-inline-start: 4px solid var(--accent);
    border-radius: min(var(--round), 0.25em);
    background: var(--surface);
    margin-block-end: 1em;
  }

  .trouble {
    border-color: var(--error);
  }

  .trouble button {
    margin-block-start: 0.625em;
  }

  .busy {
    display: flex;
    gap: 0.625em;
    align-items: center;
    color: var(--subtle);
  }

  .dots {
    display: flex;
    gap: 0.25em;
  }

  .dots i {
    width: 0.4em;
    height: 0.4em;
    border-radius: 50%;
    background: currentColor;
    animation: breathe 1.4s infinite;
  }

  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }

  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }

  @keyframes breathe {
    50% {
      opacity: 0.25;
    }
  }

  .composer {
    grid-row: 4;
    padding: 0.875em 1.25em 1em;
    border-block-start: 1px solid var(--hairline, var(--border));
  }

  .composer label {
    font-weight: 600;
  }

  .composer .row {
    margin-block: 0.25em 0.375em;
  }

  textarea {
    flex: 1 1 8em;
    width: 100%;
    min-width: 0;
    min-height: 2.75em;
    max-height: 9em;
    padding: 0.625em 0.75em;
    line-height: 1.4;
    border: 1px solid var(--border);
    border-radius: min(var(--round), 1em);
    background: var(--ground);
    resize: none;
    field-sizing: content;
  }

  textarea:focus-visible {
    outline-offset: 0;
    border-color: transparent;
    box-shadow: none;
  }

  @media (max-width: 30em) {
    header {
      padding: 0.5em 0.25em 0.5em 1em;
    }

    h2 {
      font-size: 1em;
    }

    .log,
    .composer {
      padding: 0.75em 1em;
    }

    .composer .icon {
      display: none;
    }

    .floats {
      inset: 0;
      width: auto;
      height: auto;
      border-width: 4px 0 0;
      border-radius: 0;
    }
  }

  /* As at 400 % zoom: nothing fits beside anything else, so the panel scrolls as a whole. */
  @media (max-height: 30em) {
    .floats {
      inset: 0;
      width: auto;
      height: auto;
      border-width: 4px 0 0;
      border-radius: 0;
    }

    .panel {
      display: block;
      overflow-y: auto;
    }

    .log {
      overflow-y: visible;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .dots i {
      animation: none;
    }
  }

  @media print {
    .launcher,
    .floats,
    .composer {
      display: none;
    }

    .panel {
      height: auto;
    }
  }

  @media (forced-colors: active) {
    .main,
    .badge,
    .bubble,
    .sure {
      border: 1px solid ButtonBorder;
    }

    [aria-pressed='true'] {
      border: 3px solid Highlight;
    }

    .dots i {
      background: CanvasText;
    }
  }
`;var St=I`
  .root {
    --default-ground: #fff;
    --default-text: #1c2126;
    --default-accent: #154273;
    --default-on-accent: #fff;
    --default-border: #75808b;
    --default-error: #a4161a;
  }

  @supports (color: light-dark(#000, #fff)) {
    .root {
      --default-ground: light-dark(#fff, #171b20);
      --default-text: light-dark(#1c2126, #eef1f4);
      --default-accent: light-dark(#154273, #a3c9f1);
      --default-on-accent: light-dark(#fff, #10202f);
      --default-border: light-dark(#75808b, #84909c);
      --default-error: light-dark(#a4161a, #ffa4a0);
    }
  }

  .root {
    --ground: var(
      --zakboek-achtergrond,
      var(--utrecht-document-background-color, var(--basis-color-default-bg-document, var(--default-ground)))
    );
    --text: var(
      --zakboek-tekst,
      var(
        --nl-paragraph-color,
        var(--utrecht-document-color, var(--basis-color-default-color-document, var(--default-text)))
      )
    );
    --subtle: var(--zakboek-tekst-zacht, var(--basis-color-default-color-subtle, var(--mixed-subtle)));
    --accent: var(
      --zakboek-accent,
      var(
        --nl-button-primary-background-color,
        var(
          --utrecht-button-primary-action-background-color,
          var(--basis-color-action-1-color-default, var(--default-accent))
        )
      )
    );
    --on-accent: var(
      --zakboek-op-accent,
      var(
        --nl-button-primary-color,
        var(--utrecht-button-primary-action-color, var(--basis-color-action-1-bg-document, var(--default-on-accent)))
      )
    );
    --link: var(
      --zakboek-link,
      var(--nl-link-color, var(--utrecht-link-color, var(--basis-color-action-1-color-default, var(--accent))))
    );
    --border: var(
      --zakboek-rand,
      var(
        --nl-text-input-border-color,
        var(--utrecht-form-control-border-color, var(--basis-color-default-border-default, var(--default-border)))
      )
    );
    --surface: var(--zakboek-vlak, var(--basis-color-default-bg-subtle, var(--mixed-surface)));
    --error: var(
      --zakboek-fout,
      var(
        --nl-form-field-error-message-color,
        var(--utrecht-form-field-error-message-color, var(--basis-color-negative-color-default, var(--default-error)))
      )
    );
    --focus: var(
      --zakboek-focus,
      var(--nl-focus-outline-color, var(--utrecht-focus-outline-color, var(--basis-focus-outline-color, var(--text))))
    );
    --round: var(
      --zakboek-ronding,
      var(--nl-button-border-radius, var(--utrecht-button-border-radius, var(--basis-border-radius-md, 0.5em)))
    );
    --mixed-subtle: var(--text);
    --mixed-surface: var(--ground);
  }

  @supports (color: color-mix(in srgb, #000, #fff)) {
    .root {
      --mixed-subtle: color-mix(in srgb, var(--text) 78%, var(--ground));
      --mixed-surface: color-mix(in srgb, var(--accent) 9%, var(--ground));
      --hairline: color-mix(in srgb, var(--text) 16%, var(--ground));
    }
  }
`;var pi=8e3,Mt=12,mi="(max-width: 30em), (max-height: 30em)",v=class extends E{constructor(){super(...arguments);this.gemeente="";this.weergave="knop";this.api="";this.opslag="sessie";this.titel="";this.isOpen=!1;this.menuOpen=!1;this.asked=null;this.unread=0;this.waitsLong=!1;this.mustWait=!1;this.base="";this.connectedTo="";this.followed=null;this.told="";this.spoken=new be(this);this.ratings=new Map;this.failedDownloads=new Set;this.menuActions={toggle:()=>{this.menuOpen=!this.menuOpen},human:()=>{this.menuOpen=!1,this.send({tekst:a.humanQuestion},a.humanQuestion)},transcript:()=>{this.menuOpen=!1,this.focusOn(".menu-button"),ze(_t(this.titel||a.title,this.talk.messages),a.fileName)},ask:t=>{this.menuOpen=!1,this.asked=t,this.focusOn(".sure")}};this.logActions={begin:()=>{this.talk.notice="",this.talk.begin(),this.follow(".log")},again:()=>{this.talk.again(),this.follow(".log")},choose:({keuze:t,label:n})=>this.send({keuze:t},n),download:t=>{this.download(t)},rate:(t,n,s)=>{this.rate(t,n,s)}};this.confirmed=()=>{this.asked==="remove"?this.talk.remove():this.talk.restart(),this.asked=null,this.focusOn(".field")};this.refused=()=>{this.asked=null,this.focusOn(".menu-button")};this.type=t=>{this.talk.draft=t};this.sendDraft=()=>{let t=this.talk.draft.trim();t?this.talk.send({tekst:t},t)?this.talk.draft="":this.refuse():this.field?.focus()};this.waitLonger=()=>{this.waitsLong=!0,this.spoken.say(a.waitingLong)};this.escape=t=>{if(!(t.key!=="Escape"||t.defaultPrevented)){if(this.menuOpen)this.menuActions.toggle();else if(this.asked)this.asked=null;else return this.isOpen&&this.weergave!=="paneel"?this.sluiten():void 0;t.preventDefault(),this.focusOn(".menu-button")}};this.leaveMenu=t=>{this.menuOpen&&!t.target.closest(".menu, .menu-button")&&(this.menuOpen=!1)};this.escapeAnywhere=t=>{t.key==="Escape"&&!t.defaultPrevented&&matchMedia(mi).matches&&this.sluiten()}}connectedCallback(){super.connectedCallback(),document.addEventListener("keydown",this.escapeAnywhere),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),document.removeEventListener("keydown",this.escapeAnywhere),clearTimeout(this.longWait),this.talk?.leave(),this.connectedTo=""}openen(){if(this.isConnected&&!this.hasUpdated)return this.afterUpdate(()=>this.openen());!this.hasUpdated||this.isOpen||this.weergave==="paneel"||(this.isOpen=!0,this.unread=0,this.talk.wasOpen=!0,this.talk.begin(),this.tell("zakboek:geopend"),this.afterUpdate(()=>{this.scrollToEnd(),this.field?.focus()}))}sluiten(){!this.isOpen||this.weergave==="paneel"||(this.isOpen=this.menuOpen=!1,this.asked=null,this.talk.wasOpen=!1,this.tell("zakboek:gesloten"),this.afterUpdate(()=>this.launcher?.focus()))}willUpdate(){let t=(this.api||new URL(import.meta.url).origin).replace(/\/+$/,""),n=`zakboek-chat ${t} ${this.gemeente} ${this.opslag}`;if(n===this.connectedTo)return;this.talk?.leave(),this.base=t,this.connectedTo=n;let s=new ye(n,this.opslag!=="geen");this.talk=new ge(new de(t),this.gemeente,s,{changed:()=>this.changed(),answered:(r,o)=>this.answered(r,o),failed:r=>this.failed(r)}),this.isOpen=this.talk.wasOpen,this.afterUpdate(()=>{this.goOn()})}render(){let t=this.weergave==="paneel"?this.panelView(!1):this.isOpen?this.panelView(!0):null;return c`<section
      class="root"
      lang="nl"
      aria-label=${a.region}
      @keydown=${this.escape}
      @focusin=${this.leaveMenu}
      @click=${this.leaveMenu}
    >
      ${t??this.launcherView()}${this.spoken.render()}
    </section>`}launcherView(){let t=this.unread?c`<span class="badge">${a.launcherUnread(this.unread)}</span>`:h;return c`<button type="button" class="launcher main" aria-expanded="false" @click=${this.openen}>
      ${ot}<span>${a.launcher}</span>${t}
    </button>`}panelView(t){let{talk:n}=this,{base:s,waitsLong:r,ratings:o,failedDownloads:d}=this,l={base:s,waitsLong:r,ratings:o,failedDownloads:d},p=this.mustWait&&n.pending?a.waitForAnswer:a.fieldHint;return c`<div
      class="panel ${t?"floats":""}"
      role=${t?"dialog":"group"}
      aria-labelledby="title"
    >
      <header>
        <div>
          <h2 id="title">${this.titel||a.title}</h2>
          <p class="small">${a.subtitle}</p>
        </div>
        ${xt(this.menuOpen,n.begun,this.menuActions)}
        ${t?c`<button type="button" class="round" aria-label=${a.close} @click=${this.sluiten}
                >${at}</button
              >`:h}
      </header>
      ${this.asked?At(this.asked,this.confirmed,this.refused):h} ${kt(n,l,this.logActions)}
      ${ht(n.draft,p,this.type,this.sendDraft)}
    </div>`}send(t,n){this.talk.send(t,n)?this.follow("article:last-of-type"):this.refuse()}refuse(){this.mustWait=!0,this.spoken.say(a.waitForAnswer)}async download(t){this.failedDownloads.delete(t.id);let n=await this.talk.document(t),s=t.type==="application/pdf"?"pdf":"docx";n?ze(n.file,n.name||`${t.titel}.${s}`):(this.failedDownloads.add(t.id),this.spoken.say(a.downloadFailed)),this.requestUpdate()}async rate(t,n,s){let r=await this.talk.rate(t,n,s);this.ratings.set(t.id,r?s===void 0?"sent":"explained":"failed"),this.spoken.say(r?a.thanks:a.rateFailed),this.afterUpdate(()=>this.scrollToBottom(this.renderRoot.querySelector(`[data-id="${t.id}"] .rating`)))}changed(){let{busy:t,trouble:n,notice:s,pending:r}=this.talk;clearTimeout(this.longWait),this.waitsLong=!1,t&&(this.longWait=setTimeout(this.waitLonger,pi)),r||(this.mustWait=!1);let o=t?"":n?.text??s;o&&o!==this.told&&this.spoken.say(o),this.told=o,this.requestUpdate(),(t||o)&&this.afterUpdate(()=>this.scrollToEnd())}answered(t,n){this.spoken.say(t.map(Tt).join(" ")),n&&this.tell("zakboek:antwoord",{uitkomst:n}),!this.isOpen&&this.weergave!=="paneel"&&(this.unread+=t.length),this.afterUpdate(()=>{let s=this.renderRoot.querySelectorAll("article"),r=s[s.length-t.length];if(!r)return;this.followed&&this.shadowRoot?.activeElement===this.followed&&r.focus({preventScroll:!0}),this.followed=null;let o=s[s.length-t.length-1];o?this.scrollToTop(o):this.scrollBox?.scrollTo(0,0)})}failed({kind:t,status:n}){t==="refused"&&console.error(a.refused(location.origin,this.gemeente)),this.tell("zakboek:fout",{soort:t,status:n})}async goOn(){(this.weergave==="paneel"?this.talk.begun||this.talk.pending:this.isOpen)&&(await this.talk.begin(),this.afterUpdate(()=>this.scrollToEnd()))}tell(t,n){this.dispatchEvent(new CustomEvent(t,{detail:n,bubbles:!0,composed:!0}))}afterUpdate(t){this.updateComplete.then(t)}focusOn(t){this.afterUpdate(()=>this.renderRoot.querySelector(t)?.focus())}follow(t){this.afterUpdate(()=>{let n=this.renderRoot.querySelector(t);n?.focus({preventScroll:!0}),this.followed=n})}scrollToEnd(){let t=this.scrollBox;t&&(t.scrollTop=t.scrollHeight)}scrollToTop(t){let n=this.scrollBox;n&&(n.scrollTop+=t.getBoundingClientRect().top-n.getBoundingClientRect().top-Mt)}scrollToBottom(t){let n=this.scrollBox;if(!n||!t)return;let s=t.getBoundingClientRect().bottom+Mt-n.getBoundingClientRect().bottom;s>0&&(n.scrollTop+=s)}get scrollBox(){return this.log&&getComputedStyle(this.log).overflowY==="auto"?this.log:this.panel}};v.styles=[St,Et],y([S()],v.prototype,"gemeente",2),y([S({reflect:!0})],v.prototype,"weergave",2),y([S()],v.prototype,"api",2),y([S()],v.prototype,"opslag",2),y([S()],v.prototype,"titel",2),y([L()],v.prototype,"isOpen",2),y([L()],v.prototype,"menuOpen",2),y([L()],v.prototype,"asked",2),y([L()],v.prototype,"unread",2),y([L()],v.prototype,"waitsLong",2),y([L()],v.prototype,"mustWait",2),y([Y(".launcher")],v.prototype,"launcher",2),y([Y(".panel")],v.prototype,"panel",2),y([Y(".log")],v.prototype,"log",2),y([Y(".field")],v.prototype,"field",2);customElements.get("zakboek-chat")||customElements.define("zakboek-chat",v);export{v as ZakboekChat};
/*! Bundled license information:

@lit/reactive-element/css-tag.js:
  (**
   * @license
   * Copyright 2019 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/reactive-element.js:
lit-html/lit-html.js:
lit-element/lit-element.js:
@lit/reactive-element/decorators/custom-element.js:
@lit/reactive-element/decorators/property.js:
@lit/reactive-element/decorators/state.js:
@lit/reactive-element/decorators/event-options.js:
@lit/reactive-element/decorators/base.js:
@lit/reactive-element/decorators/query.js:
@lit/reactive-element/decorators/query-all.js:
@lit/reactive-element/decorators/query-async.js:
@lit/reactive-element/decorators/query-assigned-nodes.js:
lit-html/directive.js:
lit-html/directives/repeat.js:
  (**
   * @license
   * Copyright 2017 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/is-server.js:
  (**
   * @license
   * Copyright 2022 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

@lit/reactive-element/decorators/query-assigned-elements.js:
  (**
   * @license
   * Copyright 2021 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)

lit-html/directive-helpers.js:
lit-html/directives/live.js:
  (**
   * @license
   * Copyright 2020 Google LLC
   * SPDX-License-Identifier: BSD-3-Clause
   *)
*/
